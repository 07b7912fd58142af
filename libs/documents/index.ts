/** Door of the papers that the regulations name, each written from stored facts alone. */
export { agreementPaper } from './agreement.paper';
export {
  type AskedConsent,
  CONSENT_FORMS,
  type ConsentForm,
  consentPaper,
  givenConsentPaper,
} from './consent.paper';
export {
  type Destruction,
  destructionActPaper,
  destructionExtractPaper,
  type DestructionLine,
} from './destruction.paper';
export { type DossierContents, dossierReading } from './dossier.paper';
export { Desk, type Gap, GAPS, type Sources, type Written } from './desk';
export { campaignPaper, pairMonitoringPaper } from './monitoring.paper';
export { orderPaper } from './order.paper';
export { programmePaper, reportPaper } from './programme.paper';
