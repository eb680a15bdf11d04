package org.chartroom.store.jdbc;

import org.chartroom.models.record.Accounts;
import org.chartroom.models.record.Amendments;
import org.chartroom.models.record.Arrivals;
import org.chartroom.models.record.Audit;
import org.chartroom.models.record.Blobs;
import org.chartroom.models.record.Changes;
import org.chartroom.models.record.Communications;
import org.chartroom.models.record.Corrections;
import org.chartroom.models.record.Dictations;
import org.chartroom.models.record.Documents;
import org.chartroom.models.record.Duplicates;
import org.chartroom.models.record.EmergencyAccesses;
import org.chartroom.models.record.Encounters;
import org.chartroom.models.record.Facilities;
import org.chartroom.models.record.Filings;
import org.chartroom.models.record.Forms;
import org.chartroom.models.record.Holds;
import org.chartroom.models.record.Letters;
import org.chartroom.models.record.NoteQuality;
import org.chartroom.models.record.PageEdits;
import org.chartroom.models.record.Paper;
import org.chartroom.models.record.PatientMerges;
import org.chartroom.models.record.Patients;
import org.chartroom.models.record.Preparations;
import org.chartroom.models.record.Recordings;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Releases;
import org.chartroom.models.record.Retention;
import org.chartroom.models.record.Reviews;
import org.chartroom.models.record.SavedSearches;
import org.chartroom.models.record.SearchAlerts;
import org.chartroom.models.record.Work;
import org.chartroom.models.record.WritingAids;

/** The facets over one connection. */
final class JdbiRecords implements Records {
    private final JdbiFacilities facilities;
    private final JdbiArrivals arrivals;
    private final JdbiBlobs blobs;
    private final JdbiDocuments documents;
    private final JdbiPageEdits pageEdits;
    private final JdbiFilings filings;
    private final JdbiWork work;
    private final JdbiPatients patients;
    private final JdbiPatientMerges patientMerges;
    private final JdbiDuplicates duplicates;
    private final JdbiEncounters encounters;
    private final JdbiCommunications communications;
    private final JdbiPreparations preparations;
    private final JdbiDictations dictations;
    private final JdbiWritingAids writingAids;
    private final JdbiCorrections corrections;
    private final JdbiNoteQuality noteQuality;
    private final JdbiRecordings recordings;
    private final JdbiReviews reviews;
    private final JdbiPaper paper;
    private final JdbiForms forms;
    private final JdbiAccounts accounts;
    private final JdbiEmergencyAccesses emergencies;
    private final JdbiHolds holds;
    private final JdbiRetention retention;
    private final JdbiReleases releases;
    private final JdbiLetters letters;
    private final JdbiAmendments amendments;
    private final JdbiSavedSearches savedSearches;
    private final JdbiSearchAlerts searchAlerts;
    private final JdbiAudit audit;
    private final JdbiChanges changes;

    JdbiRecords(Session session) {
        facilities = new JdbiFacilities(session);
        blobs = new JdbiBlobs(session);
        arrivals = new JdbiArrivals(session, blobs);
        documents = new JdbiDocuments(session, blobs);
        pageEdits = new JdbiPageEdits(session, blobs);
        filings = new JdbiFilings(session, documents);
        work = new JdbiWork(session);
        patients = new JdbiPatients(session);
        patientMerges = new JdbiPatientMerges(session, patients);
        duplicates = new JdbiDuplicates(session);
        encounters = new JdbiEncounters(session);
        communications = new JdbiCommunications(session);
        preparations = new JdbiPreparations(session);
        dictations = new JdbiDictations(session, blobs, documents);
        writingAids = new JdbiWritingAids(session);
        corrections = new JdbiCorrections(session);
        noteQuality = new JdbiNoteQuality(session);
        recordings = new JdbiRecordings(session, blobs);
        reviews = new JdbiReviews(session, documents);
        paper = new JdbiPaper(session, documents);
        forms = new JdbiForms(session, blobs);
        accounts = new JdbiAccounts(session);
        emergencies = new JdbiEmergencyAccesses(session);
        holds = new JdbiHolds(session);
        retention = new JdbiRetention(session, blobs, documents, holds);
        releases = new JdbiReleases(session, blobs);
        letters = new JdbiLetters(session);
        amendments = new JdbiAmendments(session);
        savedSearches = new JdbiSavedSearches(session);
        searchAlerts = new JdbiSearchAlerts(session);
        audit = new JdbiAudit(session);
        changes = new JdbiChanges(session);
    }

    @Override
    public Facilities facilities() {
        return facilities;
    }

    @Override
    public Arrivals arrivals() {
        return arrivals;
    }

    @Override
    public Blobs blobs() {
        return blobs;
    }

    @Override
    public Documents documents() {
        return documents;
    }

    @Override
    public PageEdits pageEdits() {
        return pageEdits;
    }

    @Override
    public Filings filings() {
        return filings;
    }

    @Override
    public Work work() {
        return work;
    }

    @Override
    public Patients patients() {
        return patients;
    }

    @Override
    public PatientMerges patientMerges() {
        return patientMerges;
    }

    @Override
    public Duplicates duplicates() {
        return duplicates;
    }

    @Override
    public Encounters encounters() {
        return encounters;
    }

    @Override
    public Communications communications() {
        return communications;
    }

    @Override
    public Preparations preparations() {
        return preparations;
    }

    @Override
    public Dictations dictations() {
        return dictations;
    }

    @Override
    public WritingAids writingAids() {
        return writingAids;
    }

    @Override
    public Corrections corrections() {
        return corrections;
    }

    @Override
    public NoteQuality noteQuality() {
        return noteQuality;
    }

    @Override
    public Recordings recordings() {
        return recordings;
    }

    @Override
    public Reviews reviews() {
        return reviews;
    }

    @Override
    public Paper paper() {
        return paper;
    }

    @Override
    public Forms forms() {
        return forms;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public EmergencyAccesses emergencies() {
        return emergencies;
    }

    @Override
    public Holds holds() {
        return holds;
    }

    @Override
    public Retention retention() {
        return retention;
    }

    @Override
    public Releases releases() {
        return releases;
    }

    @Override
    public Letters letters() {
        return letters;
    }

    @Override
    public Amendments amendments() {
        return amendments;
    }

    @Override
    public SavedSearches savedSearches() {
        return savedSearches;
    }

    @Override
    public SearchAlerts searchAlerts() {
        return searchAlerts;
    }

    @Override
    public Audit audit() {
        return audit;
    }

    @Override
    public Changes changes() {
        return changes;
    }
}
