/** The page a responder opens: a small bundle of its own, since it must start on an old telephone with a poor network. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import '../../ui/tokens.css';
import '../../ui/css/base.css';
import '../../ui/css/severity.css';
import './response.css';
import { ResponsePage } from './ResponsePage.tsx';
import { createResponseClient } from './response-client.ts';
import { ResponseLink } from './response-link.ts';
import { startPageTexts } from './page-texts.ts';
import { PressQueue } from './press-queue.ts';

const token = location.pathname.split('/').at(-1) ?? '';
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
const texts = startPageTexts();
const link = new ResponseLink(createResponseClient(location.origin), token, new PressQueue(localStorage, token));
link.start();
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={texts}>
      <ResponsePage link={link} />
    </I18nextProvider>
  </StrictMode>,
);
