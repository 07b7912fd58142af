/** Rules of councils of mentors. */
export * from './membership';
export * from './session';
