/** Words and lines of a Russian paper. */

/** A gap in a line of text, for the hand. @param letters about how many it has room for */
export const blank = (letters: number): string => '_'.repeat(letters);
/** Room for a name. */
export const BLANK = blank(24);

const MONTHS = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
];

/** `2021-09-01` as «01» сентября 2021 г.; a date to be written by hand where there is none. */
export const dateInWords = (date: string | undefined): string => {
  if (date === undefined) return `«${blank(4)}» ${blank(14)} 20${blank(2)} г.`;
  const [year, month, day] = date.split('-') as [string, string, string];
  return `«${day}» ${MONTHS[Number(month) - 1]} ${year} г.`;
};

/** `2021-09-01` as 1 сентября 2021 года. */
export const longDate = (date: string): string => {
  const [year, month, day] = date.split('-') as [string, string, string];
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year} года`;
};
