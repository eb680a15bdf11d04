package org.chartroom.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.dropwizard.jackson.Jackson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.record.AppointmentId;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.CommunicationId;
import org.chartroom.models.record.DestructionId;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DuplicatePair;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.FormTemplateId;
import org.chartroom.models.record.HoldId;
import org.chartroom.models.record.LeaseToken;
import org.chartroom.models.record.OriginalId;
import org.chartroom.models.record.OtherName;
import org.chartroom.models.record.PatientChange;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Phone;
import org.chartroom.models.record.RecordingId;
import org.chartroom.models.record.Representative;
import org.chartroom.models.record.RescanId;
import org.chartroom.models.record.ReviewId;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.SavedSearchId;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.UserId;
import org.chartroom.models.record.WritingAidId;
import org.chartroom.models.text.PageProblem;

/** The one mapping between values and JSON: ids are plain strings, codes are the stable ones, times RFC 3339. */
public final class Json {
    private Json() {}

    /** A mapper for everything that goes over HTTP; safe for use by many threads. */
    public static ObjectMapper mapper() {
        ObjectMapper mapper = Jackson.newObjectMapper();
        mapper.registerModule(values());
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        return mapper;
    }

    private static SimpleModule values() {
        SimpleModule module = new SimpleModule("chartroom-values");
        string(module, Path.class, Path::toString, Path::of);
        string(module, ArrivalId.class, ArrivalId::value, ArrivalId::new);
        string(module, AppointmentId.class, AppointmentId::value, AppointmentId::new);
        string(module, CommunicationId.class, CommunicationId::value, CommunicationId::new);
        string(module, BlobRef.class, BlobRef::value, BlobRef::new);
        string(module, DestructionId.class, DestructionId::value, DestructionId::new);
        string(module, DocumentId.class, DocumentId::value, DocumentId::new);
        string(module, EncounterId.class, EncounterId::value, EncounterId::new);
        string(module, FacilityId.class, FacilityId::value, FacilityId::new);
        string(module, HoldId.class, HoldId::value, HoldId::new);
        string(module, FormTemplateId.class, FormTemplateId::value, FormTemplateId::new);
        string(module, LeaseToken.class, LeaseToken::value, LeaseToken::new);
        string(module, OriginalId.class, OriginalId::value, OriginalId::new);
        string(module, PatientId.class, PatientId::value, PatientId::new);
        string(module, RecordingId.class, RecordingId::value, RecordingId::new);
        string(module, RescanId.class, RescanId::value, RescanId::new);
        string(module, ReviewId.class, ReviewId::value, ReviewId::new);
        string(module, SavedSearchId.class, SavedSearchId::value, SavedSearchId::new);
        string(module, UserId.class, UserId::value, UserId::new);
        string(module, WritingAidId.class, WritingAidId::value, WritingAidId::new);
        string(module, PageProblem.class, PageProblem::code, PageProblem::ofCode);
        string(module, Role.class, Role::code, Role::ofCode);
        string(module, Sex.class, sex -> sex.name().toLowerCase(Locale.ROOT), code -> Sex.valueOf(upper(code)));
        string(
                module,
                ArrivalKind.class,
                kind -> kind.name().toLowerCase(Locale.ROOT),
                code -> ArrivalKind.valueOf(upper(code)));
        code(module, OtherName.Kind.class);
        code(module, Phone.Kind.class);
        code(module, Representative.Authority.class);
        code(module, PatientChange.Kind.class);
        code(module, DuplicatePair.State.class);
        return module;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static <E extends Enum<E>> void code(SimpleModule module, Class<E> type) {
        string(
                module,
                type,
                value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                code -> Enum.valueOf(type, upper(code)));
    }

    private static <T> void string(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new StdScalarSerializer<>(type) {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new StdScalarDeserializer<>(type) {
            @Override
            @SuppressWarnings("unchecked")
            public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
                String text = json.getValueAsString();
                if (text == null) {
                    return (T) context.handleUnexpectedToken(type, json);
                }
                try {
                    return read.apply(text);
                } catch (IllegalArgumentException e) {
                    return (T) context.handleWeirdStringValue(type, text, "%s", e.getMessage());
                }
            }
        });
    }
}
