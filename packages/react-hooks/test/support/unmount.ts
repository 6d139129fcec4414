import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// Files share a process and what it has loaded, so each test takes its page away. Runs before the check of what the page said, and after a file's own hooks.
afterEach(cleanup);
