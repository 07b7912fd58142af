/** Door: settings from the environment, every error at once. */
export {
  ConfigProblems,
  Env,
  readConfig,
  readConfigOrExit,
  type Setting,
  type SettingOptions,
  type SettingProblem,
  settingsOf,
} from './config';
