/** Order numbers: free text of the school, compared without stray spaces. */

/** An order number as it is compared: no spaces at the ends, one between words. Case and punctuation are the school's own. */
export const normaliseOrderNumber = (number: string): string => number.trim().replace(/\s+/gu, ' ');
