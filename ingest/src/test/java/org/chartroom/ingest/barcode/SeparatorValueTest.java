package org.chartroom.ingest.barcode;

import static org.assertj.core.api.Assertions.assertThat;

import org.chartroom.models.record.SeparatorValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeparatorValueTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "PATCHT, PATCHT",
        "patcht, PATCHT",
        "SEP:BATCH-7, BATCH-7",
        "SEP/BATCH-7, BATCH-7",
        "MRN:12345, MRN:12345",
        "PATIENT:12345, MRN:12345",
        "type:11488-4;mrn: 12345, MRN:12345;TYPE:11488-4",
        "SEP:BATCH-7;MRN:1;TYPE:2, BATCH-7;MRN:1;TYPE:2",
        "PATCHT;MRN:1, PATCHT;MRN:1"
    })
    void aSheetsBarcodeSaysLabelPatientAndType(String barcode, String text) {
        assertThat(SeparatorValue.ofBarcode(barcode).map(SeparatorValue::text)).contains(text);
        assertThat(SeparatorValue.of(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MRN-1234", "SEP:", "https://example.org", "MRN:1;anything", "12345678", " "})
    void otherBarcodesSeparateNothing(String barcode) {
        assertThat(SeparatorValue.ofBarcode(barcode)).isEmpty();
    }
}
