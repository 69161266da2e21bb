import { describeSessionLog } from '../support/contracts/session-log.contract.js';
import { testStores } from '../support/open-test-store.js';

const stores = testStores();
describeSessionLog('SQLite', () => stores.open());
