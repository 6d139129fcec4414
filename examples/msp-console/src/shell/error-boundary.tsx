import { Component, type ReactNode } from 'react';
import { SupportLine } from '../brand/brand-links.tsx';
import { useText } from '../i18n/use-text.ts';

interface Props {
  /** A change of it shows the children again: the bug belongs to the place where it happened. */
  readonly place?: string;
  readonly children: ReactNode;
}

/** Catches bugs of pages: expected failures are values and never come here. */
export class ErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  override componentDidUpdate({ place }: Props): void {
    if (place !== this.props.place && this.state.hasFailed) this.setState({ hasFailed: false });
  }

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Crash /> : this.props.children;
  }
}

function Crash(): ReactNode {
  const text = useText();
  return (
    <div className="empty-notice" role="alert">
      <h1>{text('app.crash.title')}</h1>
      <p className="about">{text('app.crash.text')}</p>
      <button type="button" className="button" data-variant="primary" onClick={() => location.reload()}>
        {text('app.crash.reload')}
      </button>
      <SupportLine />
    </div>
  );
}
