/** Order numbers: free text of the school; how one is kept, and when two writings are one number. */

/** An order number as it is kept and quoted: no sign «№» before it, no spaces at the ends, one between words. Case and punctuation are the school's own. */
export const normaliseOrderNumber = (number: string): string =>
  number.trim().replace(/^№\s*/u, '').replace(/\s+/gu, ' ');

/**
 * The same for every writing of one number: `№ 78 - д`, `N 78-Д` and `78-д`. What the id of an order is derived from,
 * beside its school, register and year; never shown.
 */
export const orderNumberKey = (number: string): string =>
  normaliseOrderNumber(number)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s/gu, '')
    .replace(/^NO?(?=\d)/u, '');
