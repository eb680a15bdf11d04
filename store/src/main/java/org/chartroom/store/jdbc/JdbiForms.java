package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.FormField;
import org.chartroom.models.record.FormTemplate;
import org.chartroom.models.record.FormTemplateId;
import org.chartroom.models.record.FormValue;
import org.chartroom.models.record.Forms;
import org.chartroom.models.record.MissingSignature;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiForms implements Forms {
    private static final String SELECT = """
            SELECT t.id, t.facility, v.version, v.name, v.form_id, v.type_code, v.type_display, v.width_inches,
              v.height_inches, v.words, v.zones, v.retired, v.changed_by, v.changed_at,
              b.ref AS image_ref, b.sha256 AS image_sha256, b.bytes AS image_bytes, b.media_type AS image_media_type
            FROM form_template t
            JOIN form_template_version v ON v.template = t.id
            LEFT JOIN blob b ON b.ref = v.image
            """;
    private static final RowMapper<FormTemplate> ROW = (row, context) -> {
        Optional<DocumentType> type = row.getString("type_code") == null
                ? Optional.empty()
                : Optional.of(new DocumentType(text(row, "type_code"), text(row, "type_display")));
        return new FormTemplate(
                new FormTemplateId(text(row, "id")),
                new FacilityId(text(row, "facility")),
                text(row, "name"),
                text(row, "form_id"),
                type,
                row.getDouble("width_inches"),
                row.getDouble("height_inches"),
                JdbiBlobs.maybeBlob(row, "image_"),
                JsonColumns.formWords(text(row, "words")),
                JsonColumns.formZones(text(row, "zones")),
                row.getInt("retired") == 1,
                new UserId(text(row, "changed_by")),
                Columns.instant(row, "changed_at"),
                row.getInt("version"));
    };
    private static final String SELECT_VALUE = """
            SELECT f.document, f.page, f.zone, f.field, f.value, f.raw, f.place, f.patient, f.template,
              f.template_version, f.confirmed_by, f.confirmed_at
            FROM form_value f
            """;
    private static final RowMapper<FormValue> VALUE_ROW = (row, context) -> new FormValue(
            new DocumentId(text(row, "document")),
            row.getInt("page"),
            text(row, "zone"),
            name(row, "field", FormField.class),
            text(row, "value"),
            text(row, "raw"),
            maybe(row, "place", JsonColumns::box),
            new PatientId(text(row, "patient")),
            new FormTemplateId(text(row, "template")),
            row.getInt("template_version"),
            new UserId(text(row, "confirmed_by")),
            Columns.instant(row, "confirmed_at"));

    private static final RowMapper<MissingSignature> MISSING_ROW = (row, context) -> new MissingSignature(
            new DocumentId(text(row, "document")),
            row.getInt("page"),
            text(row, "zone"),
            new FormTemplateId(text(row, "template")));

    private final Session session;
    private final JdbiBlobs blobs;

    JdbiForms(Session session, JdbiBlobs blobs) {
        this.session = session;
        this.blobs = blobs;
    }

    @Override
    public void add(FormTemplate template) {
        requireFreeName(template);
        session.writing()
                .createUpdate("INSERT INTO form_template (id, facility, name_key, retired, version)"
                        + " VALUES (:id, :facility, :nameKey, :retired, 1)")
                .bind("id", template.id().value())
                .bind("facility", template.facility().value())
                .bind("nameKey", key(template))
                .bind("retired", template.retired() ? 1 : 0)
                .execute();
        insertVersion(template, 1);
    }

    private void insertVersion(FormTemplate template, int version) {
        template.image().ifPresent(blobs::name);
        session.writing()
                .createUpdate("""
                        INSERT INTO form_template_version (template, version, name, form_id, type_code, type_display,
                          width_inches, height_inches, image, words, zones, retired, changed_by, changed_at)
                        VALUES (:template, :version, :name, :formId, :typeCode, :typeDisplay,
                          :width, :height, :image, :words, :zones, :retired, :changedBy, :changedAt)
                        """)
                .bind("template", template.id().value())
                .bind("version", version)
                .bind("name", template.name())
                .bind("formId", template.formId())
                .bind("typeCode", value(template.type(), DocumentType::code))
                .bind("typeDisplay", value(template.type(), DocumentType::display))
                .bind("width", template.widthInches())
                .bind("height", template.heightInches())
                .bind("image", value(template.image(), image -> image.ref().value()))
                .bind("words", JsonColumns.write(template.words()))
                .bind("zones", JsonColumns.write(template.zones()))
                .bind("retired", template.retired() ? 1 : 0)
                .bind("changedBy", template.changedBy().value())
                .bind("changedAt", Columns.micros(template.changedAt()))
                .execute();
    }

    private void requireFreeName(FormTemplate template) {
        boolean taken = !template.retired()
                && session.reading()
                        .createQuery("SELECT id FROM form_template WHERE facility = :facility AND name_key = :nameKey"
                                + " AND retired = 0 AND id <> :id")
                        .bind("facility", template.facility().value())
                        .bind("nameKey", key(template))
                        .bind("id", template.id().value())
                        .mapTo(String.class)
                        .findFirst()
                        .isPresent();
        if (taken) {
            throw new ConflictException("there is a form called '" + template.name()
                    + "' already; choose another name, or retire that one first");
        }
    }

    private static String key(FormTemplate template) {
        return template.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<FormTemplate> find(FormTemplateId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE t.id = :id AND v.version = t.version")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public List<FormTemplate> versions(FormTemplateId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE t.id = :id ORDER BY v.version DESC")
                .bind("id", id.value())
                .map(ROW)
                .list();
    }

    @Override
    public List<FormTemplate> templates(FacilityId facility) {
        return session.reading()
                .createQuery(
                        SELECT + "WHERE t.facility = :facility AND v.version = t.version ORDER BY t.name_key, t.id")
                .bind("facility", facility.value())
                .map(ROW)
                .list();
    }

    @Override
    public FormTemplate update(FormTemplate changed) {
        requireFreeName(changed);
        int next = changed.version() + 1;
        int kept = session.writing()
                .createUpdate("UPDATE form_template SET name_key = :nameKey, retired = :retired, version = :next"
                        + " WHERE id = :id AND version = :version")
                .bind("nameKey", key(changed))
                .bind("retired", changed.retired() ? 1 : 0)
                .bind("next", next)
                .bind("id", changed.id().value())
                .bind("version", changed.version())
                .execute();
        if (kept != 1) {
            throw new ConflictException("the form was changed by somebody else meanwhile");
        }
        insertVersion(changed, next);
        return find(changed.id()).orElseThrow();
    }

    @Override
    public void confirm(FormValue value) {
        session.writing()
                .createUpdate("DELETE FROM form_value WHERE document = :document AND page = :page AND zone = :zone")
                .bind("document", value.document().value())
                .bind("page", value.page())
                .bind("zone", value.zone())
                .execute();
        session.writing()
                .createUpdate("""
                        INSERT INTO form_value (id, document, page, zone, field, value, raw, place, patient, template,
                          template_version, confirmed_by, confirmed_at)
                        VALUES (:id, :document, :page, :zone, :field, :value, :raw, :place, :patient, :template,
                          :templateVersion, :confirmedBy, :confirmedAt)
                        """)
                .bind(
                        "id",
                        value.document() + " " + value.page() + " " + value.zone() + " "
                                + Columns.micros(value.confirmedAt()))
                .bind("document", value.document().value())
                .bind("page", value.page())
                .bind("zone", value.zone())
                .bind("field", value.field().name())
                .bind("value", value.value())
                .bind("raw", value.raw())
                .bind("place", value(value.place(), JsonColumns::write))
                .bind("patient", value.patient().value())
                .bind("template", value.template().value())
                .bind("templateVersion", value.templateVersion())
                .bind("confirmedBy", value.confirmedBy().value())
                .bind("confirmedAt", Columns.micros(value.confirmedAt()))
                .execute();
    }

    @Override
    public List<FormValue> of(DocumentId document) {
        return session.reading()
                .createQuery(SELECT_VALUE + "WHERE f.document = :document ORDER BY f.page, f.ordinal")
                .bind("document", document.value())
                .map(VALUE_ROW)
                .list();
    }

    @Override
    public List<FormValue> of(PatientId patient) {
        return session.reading()
                .createQuery(SELECT_VALUE + """
                        JOIN document d ON d.id = f.document
                        WHERE f.patient = :patient AND coalesce(d.patient, :patient) = :patient
                          AND d.stage NOT IN ('ENTERED_IN_ERROR', 'DESTROYED')
                        ORDER BY f.ordinal DESC
                        """)
                .bind("patient", patient.value())
                .map(VALUE_ROW)
                .list();
    }

    @Override
    public void missing(DocumentId document, List<MissingSignature> missing) {
        session.writing()
                .createUpdate("DELETE FROM form_unsigned WHERE document = :document")
                .bind("document", document.value())
                .execute();
        for (MissingSignature each : missing) {
            session.writing()
                    .createUpdate("INSERT INTO form_unsigned (document, page, zone, template)"
                            + " VALUES (:document, :page, :zone, :template)")
                    .bind("document", document.value())
                    .bind("page", each.page())
                    .bind("zone", each.zone())
                    .bind("template", each.template().value())
                    .execute();
        }
    }

    @Override
    public List<MissingSignature> missing(DocumentId document) {
        return session.reading()
                .createQuery("SELECT document, page, zone, template FROM form_unsigned WHERE document = :document"
                        + " ORDER BY page, zone")
                .bind("document", document.value())
                .map(MISSING_ROW)
                .list();
    }

    @Override
    public List<MissingSignature> missing(FacilityId facility, int limit) {
        return session.reading()
                .createQuery("""
                        SELECT u.document, u.page, u.zone, u.template
                        FROM form_unsigned u JOIN document d ON d.id = u.document
                        WHERE d.facility = :facility AND d.stage NOT IN ('ENTERED_IN_ERROR', 'DESTROYED')
                          AND NOT EXISTS (SELECT 1 FROM form_value f WHERE f.document = u.document AND f.page = u.page
                            AND f.zone = u.zone AND f.value = 'present')
                        ORDER BY d.ordinal DESC, u.page, u.zone LIMIT :limit
                        """)
                .bind("facility", facility.value())
                .bind("limit", limit)
                .map(MISSING_ROW)
                .list();
    }

    @Override
    public long lookedTo() {
        return session.reading()
                .createQuery("SELECT sequence FROM form_looked")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void lookedTo(long sequence) {
        session.writing()
                .createUpdate("UPDATE form_looked SET sequence = :sequence")
                .bind("sequence", sequence)
                .execute();
    }
}
