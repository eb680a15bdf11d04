package org.chartroom.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.chartroom.models.record.ChartRules;
import org.chartroom.models.record.FormWord;
import org.chartroom.models.record.FormZone;
import org.chartroom.models.record.PageMark;
import org.chartroom.models.record.Particulars;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.QualityReview;
import org.chartroom.models.record.ReadAgain;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.record.Take;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Listened;
import org.chartroom.models.text.NoteSection;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;

/** Values that are only ever read whole, kept as JSON in one column. */
final class JsonColumns {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final TypeReference<List<StepNote>> STEPS = new TypeReference<>() {};
    private static final TypeReference<List<Integer>> NUMBERS = new TypeReference<>() {};
    private static final TypeReference<List<PageMark>> MARKS = new TypeReference<>() {};
    private static final TypeReference<List<SpokenWord>> WORDS = new TypeReference<>() {};
    private static final TypeReference<List<TextEdit>> EDITS = new TypeReference<>() {};
    private static final TypeReference<List<NoteSection>> SECTIONS = new TypeReference<>() {};
    private static final TypeReference<List<Listened.Span>> SPANS = new TypeReference<>() {};
    private static final TypeReference<List<QualityReview.QualityError>> ERRORS = new TypeReference<>() {};
    private static final TypeReference<List<FormWord>> FORM_WORDS = new TypeReference<>() {};
    private static final TypeReference<List<FormZone>> FORM_ZONES = new TypeReference<>() {};
    private static final TypeReference<List<Take>> TAKES = new TypeReference<>() {};
    private static final TypeReference<Particulars> PARTICULARS = new TypeReference<>() {};
    private static final TypeReference<Patient> PATIENT = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
    private static final TypeReference<Map<String, List<String>>> LISTS = new TypeReference<>() {};
    private static final TypeReference<ChartRules> CHART_RULES = new TypeReference<>() {};

    private JsonColumns() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<StepNote> steps(String json) {
        return read(json, STEPS);
    }

    static List<SpokenWord> words(String json) {
        return read(json, WORDS);
    }

    static List<TextEdit> edits(String json) {
        return read(json, EDITS);
    }

    static List<NoteSection> sections(String json) {
        return read(json, SECTIONS);
    }

    static List<Listened.Span> spans(String json) {
        return read(json, SPANS);
    }

    static List<QualityReview.QualityError> errors(String json) {
        return read(json, ERRORS);
    }

    static List<Take> takes(String json) {
        return read(json, TAKES);
    }

    static Particulars particulars(String json) {
        return read(json, PARTICULARS);
    }

    static Patient patient(String json) {
        return read(json, PATIENT);
    }

    static Map<String, String> details(String json) {
        return read(json, DETAILS);
    }

    static List<Integer> numbers(String json) {
        return read(json, NUMBERS);
    }

    static List<PageMark> marks(String json) {
        return read(json, MARKS);
    }

    static RulesColumn rules(String json) {
        try {
            return MAPPER.readValue(json, RulesColumn.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> strings(String json) {
        return read(json, STRINGS);
    }

    static Map<String, List<String>> lists(String json) {
        return read(json, LISTS);
    }

    static ChartRules chartRules(String json) {
        return read(json, CHART_RULES);
    }

    static List<FormWord> formWords(String json) {
        return read(json, FORM_WORDS);
    }

    static List<FormZone> formZones(String json) {
        return read(json, FORM_ZONES);
    }

    static Box box(String json) {
        try {
            return MAPPER.readValue(json, Box.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReadAgain readAgain(String json) {
        try {
            return MAPPER.readValue(json, ReadAgain.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
