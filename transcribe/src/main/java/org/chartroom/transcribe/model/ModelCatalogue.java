package org.chartroom.transcribe.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The models that can be installed by name, and what was measured of the built-in engine; read from
 * {@code catalogue.json} beside this class.
 *
 * @param models from the least memory to the most
 */
public record ModelCatalogue(List<CatalogueModel> models, List<ErrorFigure> builtIn) {
    public ModelCatalogue {
        models = List.copyOf(models);
        builtIn = List.copyOf(builtIn);
    }

    /** Read once, when somebody first asks. */
    private static final class Shipped {
        static final ModelCatalogue CATALOGUE = read();

        private static ModelCatalogue read() {
            try (InputStream in = ModelCatalogue.class.getResourceAsStream("catalogue.json")) {
                if (in == null) {
                    throw new IllegalStateException("the catalogue of speech models is missing from this build");
                }
                JsonNode root = new ObjectMapper().readTree(in);
                List<CatalogueModel> models = new ArrayList<>();
                root.path("models").forEach(node -> models.add(model(node)));
                return new ModelCatalogue(models, figures(root.path("builtIn")));
            } catch (IOException e) {
                throw new UncheckedIOException("the catalogue of speech models cannot be read", e);
            }
        }

        private static CatalogueModel model(JsonNode node) {
            return new CatalogueModel(
                    node.path("name").asText(),
                    node.path("size").asText(),
                    URI.create(node.path("address").asText()),
                    node.path("zipBytes").asLong(),
                    text(node.path("sha256")),
                    text(node.path("md5")),
                    node.path("licence").asText(),
                    node.path("memoryMb").asInt(),
                    node.path("memoryPerStreamMb").asInt(),
                    figures(node.path("figures")));
        }

        private static Optional<String> text(JsonNode node) {
            return Optional.of(node.asText("")).filter(text -> !text.isEmpty());
        }

        private static List<ErrorFigure> figures(JsonNode nodes) {
            List<ErrorFigure> figures = new ArrayList<>();
            nodes.forEach(node -> figures.add(new ErrorFigure(
                    node.path("wordErrorRate").asDouble(-1),
                    node.path("measuredOn").asText(),
                    node.path("source").asText())));
            return figures;
        }
    }

    /** The one that ships with this version. */
    public static ModelCatalogue shipped() {
        return Shipped.CATALOGUE;
    }

    /** By name, or by size: {@code small}, {@code medium}, {@code large}. */
    public Optional<CatalogueModel> find(String nameOrSize) {
        return models.stream()
                .filter(model -> model.name().equals(nameOrSize) || model.size().equals(nameOrSize))
                .findFirst();
    }
}
