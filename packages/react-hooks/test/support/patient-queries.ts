import { configure } from '@testing-library/react';

// A second, the default, is short for a busy machine.
configure({ asyncUtilTimeout: 20_000 });
