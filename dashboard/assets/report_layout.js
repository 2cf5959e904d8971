/* How the statutory tables of the 2019 and 2021 forms are grouped on paper, as data: the clauses of the disclosure table,
 * the row groups of the application table, the two levels of heads of the legal table. The labels of rows and columns are
 * in the shard forms.json; those of groups are words of this page (report.form.…).
 */
(() => {
  'use strict';

  const RESULTS = [
    { rows: ['granted'] },
    { rows: ['granted_in_part'] },
    {
      group: 'denied',
      rows: ['denied_state_secret', 'denied_prohibited_by_law', 'denied_security_and_stability', 'denied_third_party_rights',
        'denied_internal_affairs', 'denied_deliberative_process', 'denied_enforcement_file', 'denied_administrative_inquiry'],
    },
    { group: 'unavailable', rows: ['unavailable_not_held', 'unavailable_creation_required', 'unavailable_unclear_after_correction'] },
    {
      group: 'not_processed',
      rows: ['not_processed_petition_or_complaint', 'not_processed_repeated', 'not_processed_publication',
        'not_processed_excessive', 'not_processed_reconfirmation'],
    },
  ];
  const OTHER = {
    2019: { rows: ['other'] },
    2021: { group: 'other', rows: ['other_correction_overdue', 'other_fee_overdue', 'other_remaining'] },
  };

  /** The application table: parts one below the other; `results` are the groups of part three. */
  const application = (form) => ({
    parts: [
      { row: 'received_new' },
      { row: 'received_carried_over' },
      { group: 'results', results: [...RESULTS, OTHER[form], { rows: ['total_processed'] }] },
      { row: 'carried_forward' },
    ],
    heads: [
      { columns: ['natural_person'] },
      {
        group: 'corporations',
        columns: ['commercial_enterprise', 'research_institution', 'public_interest_organization',
          'legal_services_organization', 'other_organization'],
      },
      { columns: ['total'] },
    ],
  });

  const THREE_2019 = ['prior_year_items', 'change_this_year', 'decisions'];

  /** The disclosure table: one block of rows for each clause of article 20, each with heads of its own. */
  const DISCLOSURE = {
    2019: [
      { clause: '1', rows: ['rules', 'normative_documents'], columns: ['made_this_year', 'disclosed_this_year', 'disclosed_total'] },
      { clause: '5', rows: ['administrative_licensing', 'other_external_services'], columns: THREE_2019 },
      { clause: '6', rows: ['administrative_penalties', 'administrative_coercion'], columns: THREE_2019 },
      { clause: '8', rows: ['administrative_fees'], columns: ['prior_year_items', 'change_this_year'] },
      { clause: '9', rows: ['government_procurement'], columns: ['procurement_items', 'procurement_amount'] },
    ],
    2021: [
      { clause: '1', rows: ['rules', 'normative_documents'], columns: ['issued_this_year', 'repealed_this_year', 'in_force'] },
      { clause: '5', rows: ['administrative_licensing'], columns: ['decisions'] },
      { clause: '6', rows: ['administrative_penalties', 'administrative_coercion'], columns: ['decisions'] },
      { clause: '8', rows: ['administrative_fees'], columns: ['fee_amount'], unit: 'ten_thousand_cny' },
    ],
  };

  /** The legal table is one row of numbers; its rows in the data stand side by side on paper. */
  const LEGAL = {
    columns: ['upheld', 'corrected', 'other_result', 'pending', 'total'],
    blocks: [{ row: 'reconsideration' }, { row: 'litigation_direct', group: 'litigation' },
      { row: 'litigation_after_reconsideration', group: 'litigation' }],
  };

  window.ogiReport = {
    layout: {
      application: { 2019: application(2019), 2021: application(2021) },
      disclosure: DISCLOSURE,
      legal: { 2019: LEGAL, 2021: LEGAL },
    },
  };
})();
