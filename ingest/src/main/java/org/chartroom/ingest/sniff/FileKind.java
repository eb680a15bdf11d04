package org.chartroom.ingest.sniff;

/** The families of files that are read in the same way. */
public enum FileKind {
    /** Read page by page: text layer or image. */
    PDF,
    /** One or more page images, TIFF with many pages included. */
    IMAGE,
    /** An e-mail message, EML or Outlook MSG; its attachments are documents of their own. */
    MAIL,
    /** A word processor's or spreadsheet's document: DOCX, ODT, RTF and their relatives. */
    OFFICE,
    /** Plain text of any charset, also XML, CSV and the like: shown as it stands. */
    TEXT,
    /** A web page. */
    HTML,
    /** A recording that goes to transcription. */
    AUDIO,
    /** A container of other files. */
    ARCHIVE,
    /** Bytes that Chartroom does not read; they are kept. */
    UNKNOWN,
    /** No bytes at all. */
    EMPTY
}
