package org.chartroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GrowthPlotTest {
    private static final Map<String, String> NAMES = Map.of("term", "one word", "phrase", "phrase", "fuzzy", "fuzzy");

    private final GrowthPlot plot = new GrowthPlot();

    @Test
    void tenTimesTheTimeIsAsFarUpFromOneToTenAsFromTenToAHundred() throws Exception {
        plot.add("term", 10_000, 1);
        plot.add("term", 100_000, 10);
        plot.add("term", 1_000_000, 100);

        String[] points = elements("polyline").getFirst().getAttribute("points").split("[ ,]");
        assertThat(Double.parseDouble(points[0])).isEqualTo(70);
        assertThat(Double.parseDouble(points[4])).isEqualTo(570);
        assertThat(Double.parseDouble(points[1]) - Double.parseDouble(points[3]))
                .isPositive()
                .isCloseTo(
                        Double.parseDouble(points[3]) - Double.parseDouble(points[5]),
                        org.assertj.core.api.Assertions.within(0.2));
    }

    @Test
    void noNameStandsOnAnother() throws Exception {
        for (String kind : NAMES.keySet()) {
            plot.add(kind, 10_000, 5);
            plot.add(kind, 100_000, 7);
        }

        List<Double> heights = elements("text").stream()
                .filter(text -> NAMES.containsValue(text.getTextContent()))
                .map(text -> Double.parseDouble(text.getAttribute("y")))
                .sorted()
                .toList();
        assertThat(heights).hasSize(NAMES.size());
        for (int i = 1; i < heights.size(); i++) {
            assertThat(heights.get(i) - heights.get(i - 1)).isGreaterThanOrEqualTo(13);
        }
    }

    @Test
    void eachOfTwelveLinesHasALookOfItsOwnThatLeadsToItsName() throws Exception {
        for (int i = 0; i < 12; i++) {
            plot.add("kind " + i, 10_000, 5 + i);
            plot.add("kind " + i, 100_000, 7 + i);
        }

        List<String> looks = elements("polyline").stream()
                .map(line -> line.getAttribute("stroke") + line.getAttribute("stroke-dasharray"))
                .toList();
        assertThat(looks).hasSize(12).doesNotHaveDuplicates();
        assertThat(elements("path").stream()
                        .map(path -> path.getAttribute("stroke") + path.getAttribute("stroke-dasharray")))
                .containsAll(looks);
    }

    @Test
    void theAxisBeginsAtTheTickBelowTheLeast() throws Exception {
        plot.add("term", 10_000, 0.4);
        plot.add("term", 100_000, 40);

        assertThat(elements("text").stream().map(Element::getTextContent).filter(text -> text.endsWith(" ms")))
                .containsExactly("0.3 ms", "1 ms", "3 ms", "10 ms", "30 ms");
    }

    @Test
    void oneSizeIsNoGrowth() {
        plot.add("term", 10_000, 5);

        assertThatThrownBy(() -> plot.svg(NAMES)).isInstanceOf(IllegalStateException.class);
    }

    private List<Element> elements(String name) throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(plot.svg(NAMES))));
        NodeList found = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
