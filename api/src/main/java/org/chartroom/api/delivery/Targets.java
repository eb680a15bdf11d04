package org.chartroom.api.delivery;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.chartroom.api.config.DeliveryConfig;
import org.chartroom.models.release.Delivery;

/** The ways out that the office has set up. */
public final class Targets {
    private Targets() {}

    /** @throws IllegalArgumentException when one cannot be opened; the message is for people */
    public static Map<Delivery.Way, DeliveryTarget> of(DeliveryConfig config, Clock clock) {
        Map<Delivery.Way, DeliveryTarget> ways = new EnumMap<>(Delivery.Way.class);
        boolean alsoMail =
                !config.mail().keyStore().isEmpty() || config.fax().gateway().isEmpty();
        if (config.mail().isOn() && alsoMail) {
            ways.put(Delivery.Way.MAIL, new MailTarget(config.mail(), clock));
        }
        if (!config.fax().gateway().isEmpty()) {
            ways.put(Delivery.Way.FAX, new FaxByMailTarget(config, clock));
        }
        if (!config.fax().host().isEmpty()) {
            ways.put(Delivery.Way.FAX, new HylafaxTarget(config.fax()));
        }
        return ways;
    }
}
