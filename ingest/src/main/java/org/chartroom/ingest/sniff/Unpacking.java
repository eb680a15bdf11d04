package org.chartroom.ingest.sniff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Takes ZIP archives apart. An entry's name is only data, so an archive cannot write outside the spool; sizes are counted
 * as bytes come out, so a lying header gains nothing; the table of contents is counted before a library loads it.
 */
public final class Unpacking {
    private final UnpackingLimits limits;

    public Unpacking(UnpackingLimits limits) {
        this.limits = limits;
    }

    /**
     * Unpacks an archive into a folder.
     *
     * @param archive a ZIP file
     * @param folder an existing folder of the caller's, for the files that come out
     * @throws IOException when the disk fails; never because of what is in the archive
     */
    public Unpacked unpack(Path archive, Path folder) throws IOException {
        return walk(archive, new Spool(folder, limits), true);
    }

    /**
     * Takes an archive apart without keeping anything: for documents that are archives inside, whose readers would pass
     * over a damaged part in silence.
     *
     * @return what {@link #unpack} would say, with no files in it
     */
    public Unpacked verify(Path archive) throws IOException {
        return walk(archive, new Spool(archive.toAbsolutePath().resolveSibling("unused"), limits), false);
    }

    private static Unpacked walk(Path archive, Spool spool, boolean keep) throws IOException {
        Optional<ZipDirectory> directory = ZipDirectory.of(archive);
        if (directory.isEmpty()) {
            return new Unpacked.Damaged("the archive is cut off: it has no table of contents");
        }
        if (directory.get().encrypted()) {
            return new Unpacked.NeedsPassword();
        }
        if (directory.get().entries() > ZipDirectory.MAX_ENTRIES) {
            return new Unpacked.TooLarge("claims to hold " + directory.get().entries() + " files");
        }
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            return entries(zip, spool, keep);
        } catch (DiskFailed e) {
            spool.clear();
            throw e.failure;
        } catch (IOException | RuntimeException e) {
            spool.clear();
            return new Unpacked.Damaged("the archive's table of contents is damaged");
        }
    }

    private static Unpacked entries(ZipFile zip, Spool spool, boolean keep) throws IOException {
        List<UnpackedFile> files = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        List<Unpacked.LeftOut> leftOut = new ArrayList<>();
        int passed = 0;
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (entry.isDirectory() || entry.isUnixSymlink() || isLeftOver(entry.getName())) {
                continue;
            }
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                spool.clear();
                return new Unpacked.NeedsPassword();
            }
            try (InputStream in = new FromArchive(zip.getInputStream(entry), entry.getCrc())) {
                if (keep) {
                    files.add(spool.keep(entry.getName(), in, entry.getCompressedSize()));
                } else {
                    spool.pass(in, entry.getCompressedSize());
                    passed++;
                }
            } catch (Spool.LimitReached e) {
                leftOut.add(new Unpacked.LeftOut(Spool.shown(entry.getName()), "" + e.getMessage()));
            } catch (FromArchive.Broken | RuntimeException e) {
                damaged.add(Spool.shown(entry.getName()));
            } catch (IOException e) {
                throw new DiskFailed(e);
            }
        }
        if (files.size() + passed == 0 && !leftOut.isEmpty()) {
            return new Unpacked.TooLarge(leftOut.getFirst().reason());
        }
        if (files.size() + passed == 0 && !damaged.isEmpty()) {
            return new Unpacked.Damaged("none of the archive's " + damaged.size() + " files can be unpacked");
        }
        return new Unpacked.Files(files, damaged, leftOut);
    }

    /** What macOS and Windows leave in archives beside the files that people put there. */
    private static boolean isLeftOver(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return name.startsWith("__MACOSX/")
                || last.equals(".DS_Store")
                || last.equalsIgnoreCase("Thumbs.db")
                || last.equalsIgnoreCase("desktop.ini");
    }
}
