package org.chartroom.models.record;

/** The rooms of the record store inside one transaction. */
public interface Records {
    Facilities facilities();

    Arrivals arrivals();

    Blobs blobs();

    Documents documents();

    PageEdits pageEdits();

    Filings filings();

    Work work();

    Patients patients();

    PatientMerges patientMerges();

    Duplicates duplicates();

    Encounters encounters();

    Communications communications();

    Preparations preparations();

    Dictations dictations();

    WritingAids writingAids();

    Corrections corrections();

    NoteQuality noteQuality();

    Recordings recordings();

    Reviews reviews();

    Paper paper();

    Forms forms();

    Accounts accounts();

    EmergencyAccesses emergencies();

    Holds holds();

    Retention retention();

    Releases releases();

    Letters letters();

    Amendments amendments();

    SavedSearches savedSearches();

    SearchAlerts searchAlerts();

    Audit audit();

    Changes changes();
}
