using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Shouldly;
using Xunit;

namespace Lake.House.Tests;

/// <summary>Calls that a part must not make, read from the compiled assemblies.</summary>
public class ForbiddenCallsTests
{
    private static readonly string[] Pure = ["Lake.Text", "Lake.Yaml", "Lake.Jinja", "Lake.Sql"];

    private static readonly string[] Product =
        [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(n => n == "lake" || (n.StartsWith("Lake.", StringComparison.Ordinal) && !n.Contains("Test", StringComparison.Ordinal)))];

    public static TheoryData<string> Assemblies => [.. Product];

    [Fact]
    public void The_whole_product_is_looked_at() => Product.Length.ShouldBeGreaterThan(10);

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Calls_only_what_it_may(string assembly)
    {
        var calls = Calls(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")).ToList();
        calls.ShouldNotContain("System.DateTime.get_Now", "use UtcNow or a TimeProvider");
        calls.ShouldNotContain(c => c.StartsWith("System.NotImplementedException", StringComparison.Ordinal));
        if (assembly != "lake")
        {
            calls.ShouldNotContain(c => c.StartsWith("System.Console.", StringComparison.Ordinal), "only the command line owns the terminal");
            calls.ShouldNotContain("System.Environment.Exit");
        }

        if (Pure.Contains(assembly))
        {
            calls.ShouldNotContain(c => IsInputOutput(c), "this part does no IO");
            calls.ShouldNotContain("System.Environment.GetEnvironmentVariable");
        }
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Only_the_binding_calls_native_code(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        var imports = file.GetMetadataReader().GetTableRowCount(TableIndex.ImplMap);
        (imports > 0).ShouldBe(assembly == "Lake.DuckDb");
    }

    private static bool IsInputOutput(string call) =>
        call.StartsWith("System.IO.File.", StringComparison.Ordinal)
        || call.StartsWith("System.IO.Directory.", StringComparison.Ordinal)
        || call.StartsWith("System.IO.FileStream.", StringComparison.Ordinal)
        || call.StartsWith("System.IO.FileInfo.", StringComparison.Ordinal)
        || (call.StartsWith("System.Net.", StringComparison.Ordinal) && !call.StartsWith("System.Net.WebUtility.", StringComparison.Ordinal))
        || call.StartsWith("System.Diagnostics.Process.", StringComparison.Ordinal);

    private static IEnumerable<string> Calls(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (member.Parent.Kind == HandleKind.TypeReference)
            {
                var type = reader.GetTypeReference((TypeReferenceHandle)member.Parent);
                yield return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}.{reader.GetString(member.Name)}";
            }
        }
    }
}
