package org.chartroom.api.documents;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.config.OfficeLanguages;

/** In which languages pages can be read here. */
@Path("reading")
@Produces(MediaType.APPLICATION_JSON)
public final class ReadingResource {
    private final OfficeLanguages languages;

    public ReadingResource(OfficeLanguages languages) {
        this.languages = languages;
    }

    /**
     * Languages, by the names of their OCR data.
     *
     * @param usual those everything is read in, the likeliest first
     * @param installed those that can be asked for when pages are read again
     */
    public record Reading(List<String> usual, List<String> installed) {}

    @GET
    @OpenToSignedIn
    public Reading reading() {
        return new Reading(languages.chosen(), languages.readable());
    }
}
