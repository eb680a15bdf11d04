package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.record.AppointmentId;
import org.chartroom.models.record.ChartRules;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Preparations;
import org.chartroom.models.record.Prepared;
import org.chartroom.models.record.UserId;

final class JdbiPreparations implements Preparations {
    private final Session session;

    JdbiPreparations(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Prepared> of(AppointmentId appointment) {
        return session.reading()
                .createQuery("SELECT by_user, by_name, at, contents FROM prepared WHERE appointment = :appointment")
                .bind("appointment", appointment.value())
                .map((row, context) -> new Prepared(
                        appointment,
                        new UserId(text(row, "by_user")),
                        text(row, "by_name"),
                        Columns.instant(row, "at"),
                        JsonColumns.strings(text(row, "contents"))))
                .findOne();
    }

    @Override
    public void put(Prepared prepared) {
        session.writing()
                .createUpdate("INSERT INTO prepared (appointment, by_user, by_name, at, contents)"
                        + " VALUES (:appointment, :by, :name, :at, :contents) ON CONFLICT (appointment) DO UPDATE SET"
                        + " by_user = excluded.by_user, by_name = excluded.by_name, at = excluded.at,"
                        + " contents = excluded.contents")
                .bind("appointment", prepared.appointment().value())
                .bind("by", prepared.by().value())
                .bind("name", prepared.name())
                .bind("at", Columns.micros(prepared.at()))
                .bind("contents", JsonColumns.write(prepared.contents()))
                .execute();
    }

    @Override
    public void remove(AppointmentId appointment) {
        session.writing()
                .createUpdate("DELETE FROM prepared WHERE appointment = :appointment")
                .bind("appointment", appointment.value())
                .execute();
    }

    @Override
    public Optional<ChartRules> rules() {
        return session.reading()
                .createQuery("SELECT version, rules FROM chart_rules ORDER BY version DESC LIMIT 1")
                .map((row, context) ->
                        JsonColumns.chartRules(text(row, "rules")).withVersion(row.getInt("version")))
                .findOne();
    }

    @Override
    public ChartRules putRules(ChartRules changed, UserId editor, Instant at) {
        if (rules().map(ChartRules::version).orElse(0) != changed.version()) {
            throw new ConflictException("The chart rules were changed by somebody else meanwhile.");
        }
        ChartRules kept = changed.withVersion(changed.version() + 1);
        session.writing()
                .createUpdate(
                        "INSERT INTO chart_rules (version, rules, editor, at) VALUES (:version, :rules, :editor, :at)")
                .bind("version", kept.version())
                .bind("rules", JsonColumns.write(kept))
                .bind("editor", editor.value())
                .bind("at", Columns.micros(at))
                .execute();
        return kept;
    }
}
