/** Who may do what, and where: the whole table. What is not written here is denied. */
import type { Policy } from '@nastavnik/platform/identity';

export const ROLES = [
  'director',
  'curator',
  'coordinator',
  'mentor',
  'mentee',
  'municipal-specialist',
  'methodist',
  'region-operator',
  'auditor',
  'integration',
  'site-administrator',
  'data-protection-officer',
] as const;
export type Role = (typeof ROLES)[number];

/** Those who lead mentoring in a school (S62-4.2, S62-4.5, S62-2.7). */
const leaders = { director: 'own-school', coordinator: 'own-school', curator: 'own-school' } as const;
/** Those who hold activities: of a school, or of the municipality itself. */
const organisers = {
  ...leaders,
  'municipal-specialist': 'own-organisation',
  methodist: 'own-organisation',
} as const;
const authority = { 'municipal-specialist': 'own-municipality', methodist: 'own-municipality' } as const;
/** Officials of the municipality, acting for it and not for its schools. */
const office = { 'municipal-specialist': 'own-organisation', methodist: 'own-organisation' } as const;
const everywhere = { 'region-operator': 'all', auditor: 'all' } as const;

export const policy = {
  'register-municipality': { 'region-operator': 'all' },
  'register-school': { 'municipal-specialist': 'own-municipality', 'region-operator': 'all' },
  'adopt-regulation': {
    director: 'own-school',
    'municipal-specialist': 'own-municipality',
    'region-operator': 'all',
  },
  'set-parameter': {
    director: 'own-school',
    'municipal-specialist': 'own-municipality',
    'region-operator': 'all',
  },

  'issue-order': { director: 'own-school', 'municipal-specialist': 'own-organisation' },
  'present-programmes': leaders,

  // Documents, stages and people are the head's to decide (KIL-6.1, IZO-4.1-14, MR-ORG-04); the curator works with others.
  'approve-document': { director: 'own-school', 'municipal-specialist': 'own-organisation' },
  'change-stage': { director: 'own-school', 'municipal-specialist': 'own-organisation' },
  'prepare-mentoring': leaders,
  'name-leaders': { director: 'own-school', 'municipal-specialist': 'own-organisation' },
  // Whoever acts for the head cannot make another do so: see NOT_DELEGATED.
  'appoint-acting-head': { director: 'own-school', 'municipal-specialist': 'own-municipality' },
  'record-interaction': {
    ...leaders,
    'municipal-specialist': 'own-organisation',
    methodist: 'own-organisation',
  },
  'conclude-partnership': { director: 'own-school', 'municipal-specialist': 'own-organisation' },
  'provide-support': leaders,
  'approve-roadmap': { director: 'own-school', 'municipal-specialist': 'own-organisation' },
  'complete-roadmap-item': { ...leaders, 'municipal-specialist': 'own-organisation' },

  'keep-activities': organisers,
  'submit-practice': { ...leaders, mentor: 'own-school', ...office },
  'identify-practice': office,
  'review-practice': { ...leaders, ...office },
  'publish-practice': { ...leaders, ...office },
  'withdraw-practice': { ...leaders, ...office },
  'open-site-section': { ...leaders, ...office },
  // MR-CUR-05, KIL-6.4.1-09: the curator together with the system administrator.
  'fill-site': { ...leaders, 'site-administrator': 'own-organisation', ...office },
  'approve-expert-base-form': office,
  'list-expert': leaders,

  // Whether this role monitors, and to whom it sends, is for the regulation to say, with its clause.
  'lead-campaign': organisers,
  'adopt-indicators': { director: 'own-school', ...office },
  'submit-monitoring': leaders,
  'confirm-receipt': { ...leaders, ...authority, 'region-operator': 'all', integration: 'all' },

  // The system that a report was sent to answers for itself.
  'acknowledge-report': { 'region-operator': 'all', integration: 'all' },
  'read-report-file': { ...leaders, ...authority, ...everywhere, integration: 'all' },

  'register-participant': leaders,
  'import-register': leaders,
  // Which of them forms the bases is for the regulation to say (S62-4.5).
  'enter-base': { ...leaders, mentor: 'own-school' },
  'confirm-entry': leaders,
  'formulate-request': { ...leaders, mentee: 'own' },
  'keep-route': { ...leaders, mentor: 'own-school', mentee: 'own' },
  'note-adaptation': leaders,
  'leave-base': leaders,
  'diagnose-needs': { ...leaders, mentor: 'own-school' },
  'give-consent': { ...leaders, mentor: 'own', mentee: 'own' },
  // Withdrawals, demands and grounds to keep data: what the school answers for by a day.
  'answer-for-data': { ...leaders, 'data-protection-officer': 'own-school' },
  'read-consents': {
    ...leaders,
    'data-protection-officer': 'own-school',
    ...{ mentor: 'own', mentee: 'own', auditor: 'all' },
  },
  'withdraw-consent': { ...leaders, mentor: 'own', mentee: 'own' },
  'conclude-agreement': { director: 'own-school', coordinator: 'own-school' },
  'terminate-agreement': { director: 'own-school', coordinator: 'own-school' },

  'request-own-consent': leaders,

  // The person responsible for personal data watches over them; what is destroyed the head answers for too.
  'correct-personal-data': leaders,
  'merge-participants': { director: 'own-school', coordinator: 'own-school' },
  'erase-personal-data': { director: 'own-school', 'data-protection-officer': 'own-school' },
  // Which fields of whom, if any: personal-views.ts.
  'read-person': {
    ...leaders,
    mentor: 'own-school',
    mentee: 'own-school',
    'data-protection-officer': 'own-school',
  },
  'read-access-log': { 'data-protection-officer': 'own-organisation', auditor: 'all' },
  'read-destructions': { director: 'own-school', 'data-protection-officer': 'own-school' },
  'read-all-on-person': { mentor: 'own', mentee: 'own', 'data-protection-officer': 'own-school' },

  'register-complaint': { ...leaders, mentor: 'own-school', mentee: 'own-school' },
  'disclose-complaint': leaders,
  'explain-complaint': { ...leaders, mentor: 'own' },
  'close-complaint': { director: 'own-school' },
  'submit-proposal': { ...leaders, mentor: 'own', mentee: 'own' },
  'consider-proposal': leaders,
  'raise-dispute': { ...leaders, mentor: 'own', mentee: 'own' },
  'resolve-dispute': leaders,

  'define-measure': authority,
  'nominate-award': { ...leaders, ...authority },
  'decide-award': { director: 'own-school', ...authority },

  'form-council': { director: 'own-school', ...authority },
  'lead-council': { ...leaders, ...authority },
  'consult-union': { ...leaders, ...authority },

  'propose-pair': leaders,
  'offer-candidates': leaders,
  'choose-mentor': { ...leaders, mentee: 'own' },
  'assess-compatibility': leaders,
  'familiarise-participants': leaders,
  'move-pair': leaders,
  'assess-entry': { ...leaders, mentor: 'own' },
  'organise-planning': leaders,
  'draft-plan': { ...leaders, mentor: 'own', mentee: 'own' },
  'approve-plan': leaders,
  'set-goal': { ...leaders, mentor: 'own' },
  'record-reflection': { ...leaders, mentor: 'own', mentee: 'own' },
  'give-feedback': { ...leaders, mentor: 'own' },
  'request-help': { mentee: 'own' },
  'give-help': { ...leaders, mentor: 'own' },
  'hold-meeting': { ...leaders, mentor: 'own' },
  'cancel-meeting': { ...leaders, mentor: 'own' },
  // Whether this role monitors is for the regulation to say, with its clause.
  'complete-monitoring': { ...leaders, mentor: 'own' },
  'submit-report': { ...leaders, mentor: 'own' },
  'assess-exit': { ...leaders, mentor: 'own' },
  'complete-pair': leaders,
  'resume-pair': leaders,
  'open-follow-up': { ...leaders, mentor: 'own' },
  'close-follow-up': { ...leaders, mentor: 'own' },

  // Papers, with the names that stand on them.
  'print-order': { ...leaders, 'municipal-specialist': 'own-organisation' },
  'print-consent': { ...leaders, mentor: 'own', mentee: 'own' },
  // The addendum says what a mentor is paid.
  'print-agreement': { director: 'own-school', coordinator: 'own-school' },
  'print-programme': { ...leaders, mentor: 'own', mentee: 'own' },
  'print-report': { ...leaders, mentor: 'own' },

  'read-appeals': leaders,
  'read-registers': { ...leaders, ...authority, ...everywhere },
  // Names are looked for by the people of the school alone.
  'search-register': leaders,
  'read-region': everywhere,
  'read-pair': { ...leaders, mentor: 'own', mentee: 'own', ...authority, ...everywhere },
  // With the acts of its members and, where the role may read the access log, who looked at their data.
  'read-pair-history': {
    ...leaders,
    'data-protection-officer': 'own-school',
    ...{ mentor: 'own', mentee: 'own' },
    ...authority,
    ...everywhere,
  },
  // Every act of pairs judged again, and what was found; above the school without what never leaves it.
  'read-compliance': { ...leaders, ...authority, ...everywhere },
  // By an outsider: seeds, samples, findings; the organisation only answers.
  'conduct-audit': { auditor: 'all' },
  'answer-audit': { director: 'own-school', coordinator: 'own-school', ...office },
  'read-audits': { ...leaders, ...authority, ...everywhere },
  'read-trainings': { ...leaders, mentor: 'own', mentee: 'own', ...authority, ...everywhere },
  // Raw events of a pair with their proofs; no names.
  'read-dossier': { director: 'own-school', auditor: 'all' },
  // The whole log, if only by hashes and names of streams.
  'read-log': { auditor: 'all' },
  'read-summary': { director: 'own-municipality', ...authority, ...everywhere, integration: 'all' },
  'read-refusals': { auditor: 'all', 'region-operator': 'all' },
  // Settings of the installation.
  'manage-receivers': { 'region-operator': 'all' },
  'rebuild-read-models': { 'region-operator': 'all' },
  'read-receivers': { 'region-operator': 'all', integration: 'all' },
  'read-feed': { integration: 'all', 'region-operator': 'all' },
  'read-practices': { ...leaders, mentor: 'own-school', ...authority, ...everywhere },
  'read-experts': { ...leaders, mentor: 'own-school', mentee: 'own-school', ...authority, ...everywhere },
  'read-sites': { ...leaders, 'site-administrator': 'own-organisation', ...authority, ...everywhere },
  // The officer answers for the clocks of personal data.
  'read-deadlines': { ...leaders, 'data-protection-officer': 'own-school', ...authority, ...everywhere },
  // The address of a calendar is a key to it: for those who may hand it out.
  'subscribe-deadlines': { ...leaders, ...office },
  'read-organisation': { ...leaders, ...authority, ...everywhere },
  'read-regulation': {
    director: 'own-municipality',
    coordinator: 'own-municipality',
    curator: 'own-municipality',
    mentor: 'own-municipality',
    mentee: 'own-municipality',
    ...authority,
    ...everywhere,
    integration: 'all',
  },
} as const satisfies Policy;

/** Acts of a director that one who acts for the director has no right to. */
export const NOT_DELEGATED: ReadonlySet<string> = new Set<keyof typeof policy>(['appoint-acting-head']);
