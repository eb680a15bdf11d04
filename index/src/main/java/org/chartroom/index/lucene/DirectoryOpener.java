package org.chartroom.index.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;

/** Opens the files of a generation; the tests of crashes and full disks hand in others than the disk's. */
interface DirectoryOpener {
    Directory open(Path folder) throws IOException;
}
