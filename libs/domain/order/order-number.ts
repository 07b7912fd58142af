/** Order numbers: free text of the school, without what only the eye adds. */

/**
 * An order number as it is kept and quoted: no sign «№» before it, no spaces at the ends, one between words. Case and
 * punctuation are the school's own. Whether two numbers are one is the business of who derives the order's id.
 */
export const normaliseOrderNumber = (number: string): string =>
  number.trim().replace(/^№\s*/u, '').replace(/\s+/gu, ' ');
