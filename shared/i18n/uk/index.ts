import { common } from './common.ts';
import { shell } from './shell.ts';
import { access } from './access.ts';
import { monitor } from './monitor.ts';
import { cameras } from './cameras.ts';
import { discovery } from './discovery.ts';
import { incidents } from './incidents.ts';
import { categories } from './categories.ts';
import { dispatch } from './dispatch.ts';
import { response } from './response.ts';
import { alarms } from './alarms.ts';
import { evidence } from './evidence.ts';
import { recording } from './recording.ts';
import { errors } from './errors.ts';
import { audit } from './audit.ts';
import { settings } from './settings.ts';
import { mail } from './mail.ts';

/** Every text, grouped by feature: `t('monitor.frozen')`. */
export const uk = {
  common,
  shell,
  access,
  monitor,
  cameras,
  discovery,
  incidents,
  categories,
  dispatch,
  response,
  alarms,
  evidence,
  recording,
  errors,
  audit,
  settings,
  mail,
};
