package org.chartroom.api.forms;

import java.util.List;
import java.util.Optional;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.index.forms.FormReader;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FormArea;
import org.chartroom.models.record.FormField;
import org.chartroom.models.record.FormWord;
import org.chartroom.models.record.FormZone;
import org.jspecify.annotations.Nullable;

/**
 * A form template as it is made, changed or tried.
 *
 * @param reference the page it is marked up on; may be left out when a template is changed, which then keeps its own
 */
record TemplateWrite(
        @Nullable String name,
        @Nullable String formId,
        Optional<DocumentType> type,
        Optional<Reference> reference,
        @Nullable List<ZoneWrite> zones,
        boolean retired) {
    TemplateWrite {
        type = type == null ? Optional.empty() : type;
        reference = reference == null ? Optional.empty() : reference;
    }

    /** A page of a document. */
    record Reference(DocumentId documentId, int page) {
        Reference {
            if (documentId == null) {
                throw new IllegalArgumentException("reference.documentId is needed");
            }
        }
    }

    /**
     * A zone.
     *
     * @param x left edge, in parts of the page's width
     * @param y top edge, in parts of its height
     * @param options of a choice; those that stand on the reference page when left out
     */
    record ZoneWrite(
            @Nullable String name,
            FormZone.@Nullable Kind kind,
            @Nullable FormField field,
            double x,
            double y,
            double width,
            double height,
            @Nullable List<OptionWrite> options) {
        static ZoneWrite of(FormZone zone) {
            return new ZoneWrite(
                    zone.name(),
                    zone.kind(),
                    zone.field(),
                    zone.area().x(),
                    zone.area().y(),
                    zone.area().width(),
                    zone.area().height(),
                    zone.options().stream().map(OptionWrite::of).toList());
        }

        FormZone zone(List<FormWord> words) {
            FormZone.Kind asked = kind;
            FormField filled = field;
            String called = name;
            if (asked == null || filled == null || called == null) {
                throw new IllegalArgumentException("a zone needs a name, a kind and a field");
            }
            FormArea area = new FormArea(x, y, width, height);
            List<FormZone.Option> boxes = asked == FormZone.Kind.CHOICE ? boxes(area, words) : List.of();
            if (asked == FormZone.Kind.CHOICE && boxes.isEmpty()) {
                throw new IllegalArgumentException("in the choice '" + called
                        + "' no boxes were seen on the reference page; draw it around boxes and labels, or use single check"
                        + " boxes");
            }
            return new FormZone(called, asked, filled, area, boxes);
        }

        private List<FormZone.Option> boxes(FormArea area, List<FormWord> words) {
            List<OptionWrite> given = options;
            return given == null || given.isEmpty()
                    ? FormReader.optionsIn(area, words)
                    : given.stream().map(OptionWrite::option).toList();
        }
    }

    /** One box of a choice. */
    record OptionWrite(String label, double x, double y, double width, double height) {
        static OptionWrite of(FormZone.Option option) {
            return new OptionWrite(
                    option.label(),
                    option.area().x(),
                    option.area().y(),
                    option.area().width(),
                    option.area().height());
        }

        FormZone.Option option() {
            return new FormZone.Option(label, new FormArea(x, y, width, height));
        }
    }

    /** The zones, on a reference page with these words. */
    List<FormZone> zones(List<FormWord> words) {
        try {
            return (zones == null ? List.<ZoneWrite>of() : zones)
                    .stream().map(zone -> zone.zone(words)).toList();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "The form cannot be kept so: " + e.getMessage() + ". Nothing was changed.");
        }
    }
}
