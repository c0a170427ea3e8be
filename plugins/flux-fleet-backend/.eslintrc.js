module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Functions that wait until something holds are named by what they expect.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect*', 'fc.assert'] },
    ],
  },
});
