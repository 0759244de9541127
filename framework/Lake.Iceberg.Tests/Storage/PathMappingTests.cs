using Lake.Iceberg.Storage;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Storage;

public class PathMappingTests
{
    [Theory]
    [InlineData("s3a://bucket/wh/t/data/f.parquet", "file:///new/t/data/f.parquet")]
    [InlineData("s3://bucket/wh/t/data/f.parquet", "file:///new/t/data/f.parquet")]
    [InlineData("s3://bucket/wh/t2/f.parquet", "file:///all/t2/f.parquet")]
    [InlineData("s3://bucket/wh", "file:///all")]
    [InlineData("s3://bucket/who/f", "s3://bucket/who/f")]
    [InlineData("file:/old/data/f", "file:///d/f")]
    [InlineData("/old/data/f", "file:///d/f")]
    [InlineData("file:///old/data/f", "file:///d/f")]
    [InlineData("rel/t/f", "file:///r/f")]
    [InlineData("./rel/t/f", "file:///r/f")]
    public void The_longest_beginning_counts_whatever_the_scheme(string location, string expected) => PathMapping.None
        .With("s3://bucket/wh", "file:///all/").With("s3://bucket/wh/t/", "file:///new/t").With("file:///old/data", "file:///d").With("rel/t", "file:///r")
        .Map(location).ShouldBe(expected);

    [Fact]
    public void Paths_do_not_climb() => Should.Throw<DiagnosticException>(() =>
        new MovedFileIO(LocalFileIO.Instance, PathMapping.None.With("t", "file:///t")).TryRead("t/../../etc/passwd")).Diagnostic.Rule.ShouldBe(IcebergRules.UnsupportedLocation);
}
