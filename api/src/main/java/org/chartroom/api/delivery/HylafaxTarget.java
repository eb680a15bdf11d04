package org.chartroom.api.delivery;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.api.config.DeliveryConfig;
import org.chartroom.models.release.Recipient;

/**
 * Faxes by HylaFAX's own protocol (hfaxd(8), section <i>The client-server protocol</i>): the packet is stored with the server, a job is
 * made of it, and asked later what became of it. HylaFAX dials again by itself; a job is submitted once.
 */
public final class HylafaxTarget implements DeliveryTarget {
    private static final int CONNECT_MS = 20_000;
    private static final int ANSWER_MS = 120_000;

    private final DeliveryConfig.Fax fax;

    public HylafaxTarget(DeliveryConfig.Fax fax) {
        this.fax = fax;
    }

    @Override
    public Optional<String> against(Recipient to) {
        return FaxNumber.of(to.address()).isPresent()
                ? Optional.empty()
                : Optional.of("The recipient's address is no fax number.");
    }

    @Override
    public boolean looksAfter() {
        return true;
    }

    @Override
    public Handed hand(Parcel parcel) {
        Optional<String> number = FaxNumber.of(parcel.delivery().to().address());
        if (number.isEmpty()) {
            return new Handed.Refused(false, "The recipient's address is no fax number. Nothing was sent.");
        }
        boolean submitting = false;
        try (HfaxdLine line = HfaxdLine.open(fax, CONNECT_MS, ANSWER_MS)) {
            Optional<String> against = parcel.leave().against();
            if (against.isPresent()) {
                return Handed.Refused.takenBack(against.get());
            }
            String file = line.store(parcel.packet());
            String job = line.job();
            line.set("FROMUSER", "chartroom");
            line.set("JOBINFO", parcel.delivery().id());
            line.set("DIALSTRING", fax.prefix() + number.get());
            line.set("EXTERNAL", fax.prefix() + number.get());
            line.set("NOTIFY", "none");
            line.say("JPARM LASTTIME 000300");
            line.say("JPARM MAXDIALS 12");
            line.say("JPARM MAXTRIES 3");
            line.set("PAGECHOP", "none");
            line.say("JPARM DOCUMENT " + file);
            against = parcel.leave().against();
            if (against.isPresent()) {
                return Handed.Refused.takenBack(against.get() + " The fax server has its file, and no job that dials.");
            }
            submitting = true;
            String answer = line.say("JSUBM");
            return new Handed.Taken(job, "job " + job + ": " + answer);
        } catch (HfaxdLine.RefusedException e) {
            return new Handed.Refused(e.isForNow(), "The fax server took nothing: " + e.getMessage());
        } catch (IOException e) {
            return submitting
                    ? new Handed.Unknown("The line to the fax server was lost while the job was being submitted.")
                    : new Handed.Refused(true, "The fax server was not reached: " + e.getMessage());
        }
    }

    @Override
    public Optional<Handed> after(String reference) {
        try (HfaxdLine line = HfaxdLine.open(fax, CONNECT_MS, ANSWER_MS)) {
            line.say("JOB " + reference);
            String state = line.ask("STATE").toUpperCase(Locale.ROOT);
            if (state.equals("DONE")) {
                return Optional.of(new Handed.Arrived("job " + reference + " done, " + line.ask("NPAGES") + " of "
                        + line.ask("TOTPAGES") + " pages, to " + line.ask("DIALSTRING")));
            }
            return state.equals("FAILED")
                    ? Optional.of(new Handed.Refused(
                            false,
                            "job " + reference + " failed: " + line.ask("STATUS") + "; " + line.ask("NPAGES") + " of "
                                    + line.ask("TOTPAGES") + " pages"))
                    : Optional.empty();
        } catch (HfaxdLine.RefusedException e) {
            return e.isForNow()
                    ? Optional.empty()
                    : Optional.of(new Handed.Unknown(
                            "The fax server does not know job " + reference + " any more: " + e.getMessage()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
