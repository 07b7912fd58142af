/** Rules about what the system that a report was sent to answers. No regulation speaks of them. */
import { bilingual, fault, houseRule } from '../vocabulary';
import type { AcknowledgeReport, SummedUpCampaign } from './campaign.commands';
import type { CampaignFacts } from './campaign.rules';

type AnswerFacts = CampaignFacts<AcknowledgeReport, SummedUpCampaign>;

export const answersTheSent = houseRule<AnswerFacts>(
  'acknowledged-file-is-the-sent',
  bilingual('Ответ относится к отправленному файлу', 'The answer is to the file that was sent'),
  ({ command: { data }, campaign }) => {
    const sent = campaign.files[data.recipient];
    return sent === undefined || sent === data.sha256
      ? []
      : [
          fault(
            bilingual('Ответ относится к другому файлу', 'The answer is to another file'),
            bilingual('Проверьте контрольную сумму SHA-256', 'Check the SHA-256'),
            { kind: 'file', detail: { sent } },
          ),
        ];
  },
);

/** A report that was accepted stays so; one that was refused is sent again first. */
export const answeredOnce = houseRule<AnswerFacts>(
  'report-acknowledged-once',
  bilingual('На отправку отвечают один раз', 'A sending is answered once'),
  ({ command: { data }, campaign }) =>
    campaign.acknowledged[data.recipient] === undefined
      ? []
      : [
          fault(
            bilingual('На эту отправку уже получен другой ответ', 'This sending has another answer already'),
            bilingual('Отчёт, который не принят, направьте снова', 'Send a refused report again'),
            { kind: 'acknowledgement', subject: campaign.campaignId },
          ),
        ],
);

export const answerWhole = houseRule<AnswerFacts>(
  'acknowledgement-says-number-or-reason',
  bilingual(
    'Принятый отчёт имеет номер, непринятый — причину',
    'An accepted report has a number, a refused one a reason',
  ),
  ({ command: { data } }) =>
    (data.outcome === 'ACCEPTED' ? data.number : data.reason) !== undefined
      ? []
      : [
          fault(
            data.outcome === 'ACCEPTED'
              ? bilingual('Номер принятого отчёта не назван', 'The number of the accepted report is missing')
              : bilingual('Причина отказа не названа', 'The reason of the refusal is missing'),
            bilingual('Дополните ответ', 'Complete the answer'),
            { kind: 'acknowledgement' },
          ),
        ],
);
