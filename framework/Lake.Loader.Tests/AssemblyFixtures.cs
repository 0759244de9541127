using Lake.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedServers))]
