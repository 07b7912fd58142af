/** A school's events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { FORM_RU, FORUM_RU, russianDate, type Form } from '../vocabulary';
import type { SchoolEvent } from './school.events';

/** Russian sentence, no names of people. */
export const describeSchool = (event: SchoolEvent): string => {
  switch (event.type) {
    case 'SchoolRegistered':
      return `Зарегистрирована школа: ${event.data.shortName}.`;
    case 'MentoringIntroduced':
      return `Целевая модель наставничества введена приказом с ${russianDate(event.data.from)}.`;
    case 'CoordinatorAppointed':
      return `Приказом назначен координатор с ${russianDate(event.data.effectiveOn)}.`;
    case 'CuratorAppointed':
      return `Приказом назначен куратор ${ofForm(event.data.form)} с ${russianDate(event.data.effectiveOn)}.`;
    case 'ProgrammesPresented': {
      const { forum, form, programmes } = event.data;
      return `Программы наставничества (${programmes.length}), форма ${FORM_RU[form]}, представлены ${FORUM_RU[forum]}.`;
    }
    default:
      return unreachable(event);
  }
};
const ofForm = (form: Form | 'ALL'): string => (form === 'ALL' ? 'всех форм' : `формы ${FORM_RU[form]}`);
