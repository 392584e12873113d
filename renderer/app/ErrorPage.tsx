import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { logFailure } from '#renderer/api/page-log.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { SeverityShape } from '#renderer/ui/SeverityMark.tsx';

function ErrorPage({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <main className="main error-page" data-region="main" tabIndex={-1} role="alert">
      <SeverityShape severity={1} sizePx={30} />
      <h1>{t('shell.error.title')}</h1>
      <p className="t2">{t('shell.error.safe')}</p>
      <p className="mono t3">{`${error.name}: ${error.message}`}</p>
      <div className="row">
        <Button kind="primary" onClick={onRetry}>
          {t('common.action.tryAgain')}
        </Button>
        <Button onClick={() => location.reload()}>{t('shell.error.reload')}</Button>
      </div>
    </main>
  );
}

interface ErrorBoundaryProps {
  children: ReactNode;
  /** Another value gives the page another chance. */
  resetKey: string;
}

/** A fault in one page leaves bar, rail and alarms standing. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null; resetKey: string }> {
  override state = { error: null as Error | null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: { error: Error | null; resetKey: string }): { error: null; resetKey: string } | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    logFailure(`drawing a page${info.componentStack ?? ''}`, error);
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <ErrorPage error={error} onRetry={() => this.setState({ error: null })} />;
  }
}
