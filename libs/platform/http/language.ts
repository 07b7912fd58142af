/** Which of the two languages a person reads: Russian unless the client prefers English. */

export type Language = 'ru' | 'en';

/** Reads `Accept-Language` (RFC 9110, 12.5.4); quality decides, Russian wins a tie and everything unknown. */
export const languageOf = (header: string | undefined): Language => {
  const quality: Record<Language, number> = { ru: 0, en: 0 };
  for (const range of (header ?? '').split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const stated = parameters.find((parameter) => parameter.startsWith('q='));
    const q = stated === undefined ? 1 : Number(stated.slice(2));
    const language = tag.split('-')[0];
    if ((language === 'ru' || language === 'en') && q <= 1)
      quality[language] = Math.max(quality[language], q);
  }
  return quality.en > quality.ru ? 'en' : 'ru';
};
