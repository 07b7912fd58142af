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
] as const;
export type Role = (typeof ROLES)[number];

/** Those who lead mentoring in a school (S62-4.2, S62-4.5, S62-2.7). */
const leaders = { director: 'own-school', coordinator: 'own-school', curator: 'own-school' } as const;
const authority = { 'municipal-specialist': 'own-municipality', methodist: 'own-municipality' } as const;
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

  'issue-order': { director: 'own-school' },
  'present-programmes': leaders,

  'register-participant': leaders,
  'enter-base': leaders,
  'leave-base': leaders,
  'diagnose-needs': { ...leaders, mentor: 'own-school' },
  'give-consent': { ...leaders, mentor: 'own', mentee: 'own' },
  'withdraw-consent': { ...leaders, mentor: 'own', mentee: 'own' },
  'conclude-agreement': { director: 'own-school', coordinator: 'own-school' },
  'terminate-agreement': { director: 'own-school', coordinator: 'own-school' },

  'register-complaint': { ...leaders, mentor: 'own-school', mentee: 'own-school' },
  'disclose-complaint': leaders,
  'explain-complaint': { ...leaders, mentor: 'own' },
  'close-complaint': { director: 'own-school' },

  'propose-pair': leaders,
  'offer-candidates': leaders,
  'choose-mentor': { ...leaders, mentee: 'own' },
  'familiarise-participants': leaders,
  'assess-entry': { ...leaders, mentor: 'own' },
  'draft-plan': { ...leaders, mentor: 'own', mentee: 'own' },
  'approve-plan': leaders,
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

  'read-registers': { ...leaders, ...authority, ...everywhere },
  'read-pair': { ...leaders, mentor: 'own', mentee: 'own', ...authority, ...everywhere },
  'read-summary': { director: 'own-municipality', ...authority, ...everywhere, integration: 'all' },
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

/** Roles to whom the school's own people are shown by name; above the school nobody is (invariant 34). */
export const SEES_NAMES: ReadonlySet<string> = new Set<Role>([
  'director',
  'coordinator',
  'curator',
  'mentor',
  'mentee',
]);
