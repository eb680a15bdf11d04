package org.chartroom.speechmodel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A back-off trigram model in memory; probabilities and back-off weights are natural logarithms. A pair or triple of
 * word numbers is one key of 20 bits a word. Not safe for several threads.
 */
final class Trigrams {
    /** The most words a vocabulary may have. */
    static final int MOST_WORDS = 1 << 20;

    static final double NEVER = -99 * Math.log(10);

    private final List<String> words;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final double[] unigrams;
    private final double[] backoffs;
    private final LongTable bigrams = new LongTable();
    private final LongTable trigrams = new LongTable();

    /**
     * The values of a bigram.
     *
     * @param probability of the second word after the first
     * @param backoff what a trigram that begins with this pair and is not there costs
     */
    record Pair(double probability, double backoff) {}

    Trigrams(List<String> words) {
        if (words.size() >= MOST_WORDS) {
            throw new IllegalArgumentException("too many words: " + words.size());
        }
        this.words = new ArrayList<>(words);
        for (int i = 0; i < words.size(); i++) {
            numbers.put(words.get(i), i);
        }
        unigrams = new double[words.size()];
        backoffs = new double[words.size()];
    }

    static long pair(int first, int second) {
        return (long) first << 20 | second;
    }

    static long triple(int first, int second, int third) {
        return (long) first << 40 | (long) second << 20 | third;
    }

    static int first(long pair) {
        return (int) (pair >> 20);
    }

    static int second(long pair) {
        return (int) pair & MOST_WORDS - 1;
    }

    static int third(long triple) {
        return (int) triple & MOST_WORDS - 1;
    }

    static long headOf(long triple) {
        return triple >> 20;
    }

    static long tailOf(long triple) {
        return triple & (1L << 40) - 1;
    }

    static long turnedPair(long pair) {
        return pair(second(pair), first(pair));
    }

    static long turnedTriple(long triple) {
        return triple(third(triple), second(headOf(triple)), first(headOf(triple)));
    }

    List<String> words() {
        return words;
    }

    /** The word's number, or -1. */
    int number(String word) {
        return numbers.getOrDefault(word, -1);
    }

    void setUnigram(int word, double probability, double backoff) {
        unigrams[word] = probability;
        backoffs[word] = backoff;
    }

    double unigram(int word) {
        return unigrams[word];
    }

    double unigramBackoff(int word) {
        return backoffs[word];
    }

    void putBigram(int first, int second, double probability, double backoff) {
        bigrams.put(pair(first, second), probability, backoff);
    }

    void putTrigram(int first, int second, int third, double probability) {
        trigrams.put(triple(first, second, third), probability, 0);
    }

    boolean hasBigram(long pair) {
        return bigrams.find(pair) >= 0;
    }

    boolean hasTrigram(long triple) {
        return trigrams.find(triple) >= 0;
    }

    Pair bigram(long pair) {
        int at = bigrams.find(pair);
        return new Pair(bigrams.first(at), bigrams.second(at));
    }

    void setBigramBackoff(long pair, double backoff) {
        int at = bigrams.find(pair);
        bigrams.put(pair, bigrams.first(at), backoff);
    }

    double trigram(long triple) {
        return trigrams.first(trigrams.find(triple));
    }

    long[] bigramKeys() {
        return bigrams.keys();
    }

    long[] trigramKeys() {
        return trigrams.keys();
    }

    /** The logarithm of the probability of a word after one other. */
    double after(int first, int word) {
        int at = bigrams.find(pair(first, word));
        return at >= 0 ? bigrams.first(at) : backoffs[first] + unigrams[word];
    }

    /** The logarithm of the probability of a word after two others. */
    double after(int first, int second, int word) {
        int at = trigrams.find(triple(first, second, word));
        if (at >= 0) {
            return trigrams.first(at);
        }
        int head = bigrams.find(pair(first, second));
        return (head >= 0 ? bigrams.second(head) : 0) + after(second, word);
    }

    /** How many words a text seems to choose from at each step; words out of the vocabulary are left out. */
    double perplexity(List<List<String>> lines) {
        double log = 0;
        long count = 0;
        int start = number(Vocabulary.START);
        for (List<String> line : lines) {
            int before = -1;
            int last = start;
            for (String word : line) {
                int now = number(word);
                if (now < 0) {
                    before = -1;
                    last = -1;
                    continue;
                }
                if (last >= 0) {
                    log += before >= 0 ? after(before, last, now) : after(last, now);
                    count++;
                }
                before = last;
                last = now;
            }
        }
        return Math.exp(-log / Math.max(1, count));
    }
}
