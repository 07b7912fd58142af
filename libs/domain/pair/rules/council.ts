/** KIL-6.3: the council that leads the carrying out of programmes. */
import type { ApprovePlan } from '../pair.commands';
import { type ActivePair } from '../pair.state';
import { type PairRule, text, unless, when } from './facts';

/** KIL-6.3: «в целях … руководства … по реализации персонализированных программ … создается»: before a programme goes to work. */
export const councilBeforeProgramme: PairRule<ApprovePlan, ActivePair> = {
  name: 'council-formed-before-programme',
  title: text(
    'Совет наставников создан до утверждения программы',
    'A council is formed before the programme',
  ),
  demandedBy: when('mentorCouncil', (council) => council === 'REQUIRED'),
  violations: ({ evidence }) =>
    unless(
      evidence.councilAtWork === true,
      text('Совет наставников в школе не создан.', 'The school has formed no council of mentors.'),
      text('Создайте методическое объединение или совет наставников.', 'Form a council of mentors.'),
      [{ kind: 'council' }],
    ),
};
