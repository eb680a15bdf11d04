package org.chartroom.release;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.chartroom.models.release.FeeLine;
import org.chartroom.models.release.LawfulBasis;
import org.chartroom.models.release.RequesterType;
import org.chartroom.models.release.Verification.Authority;

/**
 * The rules that an office or a state may have otherwise, as data. Checked as a whole when it is made: every requester and every
 * basis has its line, and what a line names is there.
 *
 * @param majority age in years at which a minor is of age
 * @param clocks by name
 * @param fees by name
 */
public record RuleBook(
        int majority,
        Map<String, ClockRules> clocks,
        Map<RequesterType, RequesterRules> requesters,
        Map<LawfulBasis, BasisRules> bases,
        Map<String, FeeRules> fees) {
    /**
     * How long the office has.
     *
     * @param days calendar days from receipt
     * @param extension calendar days that may be added once; 0 where none may
     */
    public record ClockRules(int days, int extension, String citation) {
        public ClockRules {
            if (days < 1 || extension < 0) {
                throw new IllegalArgumentException("a clock has days, and none less than 0 more");
            }
        }
    }

    /**
     * What follows from who asks.
     *
     * @param bases by which right they may ask
     * @param authorities in which standing
     * @param clock which one runs
     * @param fees what may be charged
     */
    public record RequesterRules(List<LawfulBasis> bases, Set<Authority> authorities, String clock, String fees) {
        public RequesterRules {
            bases = List.copyOf(bases);
            authorities = Set.copyOf(authorities);
        }
    }

    /**
     * What follows from by what right records leave.
     *
     * @param minimumNecessary whether only the minimum necessary does
     * @param accountable whether an account of disclosures shows it
     */
    public record BasisRules(boolean minimumNecessary, boolean accountable, String citation) {}

    /**
     * What may be charged.
     *
     * @param perPageOnPaperOnly whether a price by the page is for paper alone
     * @param estimate whether the amount is told before the work
     * @param flat what may be asked instead of reckoning, in cents; 0 for nothing
     */
    public record FeeRules(
            Set<FeeLine.Kind> allowed, boolean perPageOnPaperOnly, boolean estimate, long flat, String citation) {
        public FeeRules {
            allowed = Set.copyOf(allowed);
        }
    }

    public RuleBook {
        clocks = Map.copyOf(clocks);
        requesters = Map.copyOf(requesters);
        bases = Map.copyOf(bases);
        fees = Map.copyOf(fees);
        if (majority < 16 || majority > 25) {
            throw new IllegalArgumentException("majority is an age of 16 to 25 years");
        }
        if (!requesters.keySet().equals(EnumSet.allOf(RequesterType.class))
                || !bases.keySet().equals(EnumSet.allOf(LawfulBasis.class))) {
            throw new IllegalArgumentException("the rules say something of every requester and of every basis");
        }
        for (Map.Entry<RequesterType, RequesterRules> each : requesters.entrySet()) {
            if (!clocks.containsKey(each.getValue().clock())
                    || !fees.containsKey(each.getValue().fees())) {
                throw new IllegalArgumentException(
                        "the clock or the fees of " + each.getKey() + " are not in the rules");
            }
        }
    }

    /** The rules that ship: the federal floor. */
    public static RuleBook shipped() {
        try (InputStream in = Objects.requireNonNull(RuleBook.class.getResourceAsStream("rules.yml"), "rules.yml")) {
            return YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(in, RuleBook.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the release rules that ship cannot be read", e);
        }
    }

    /** What follows from who asks. */
    public RequesterRules of(RequesterType type) {
        return Objects.requireNonNull(requesters.get(type), type.name());
    }

    /** What follows from by what right. */
    public BasisRules of(LawfulBasis basis) {
        return Objects.requireNonNull(bases.get(basis), basis.name());
    }

    /** A clock by name. */
    public ClockRules clock(String name) {
        return Objects.requireNonNull(clocks.get(name), name);
    }

    /** What may be charged to who asks. */
    public FeeRules feesFor(RequesterType type) {
        return Objects.requireNonNull(fees.get(of(type).fees()), type.name());
    }
}
