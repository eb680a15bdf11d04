/**
 * E-mail messages, EML and Outlook's MSG: header and body become pages, and every attachment is handed out as a file of
 * its own. Nothing a message points to is fetched.
 */
@NullMarked
package org.chartroom.ingest.mail;

import org.jspecify.annotations.NullMarked;
