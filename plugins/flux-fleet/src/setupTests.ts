import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// How long something takes on a busy machine is no matter of these tests.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
