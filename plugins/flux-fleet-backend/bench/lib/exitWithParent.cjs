// Required by child processes of the benchmarks that know nothing of them: they end when whoever started them does.
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
