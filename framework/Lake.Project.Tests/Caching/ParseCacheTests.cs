using Lake.Project.Caching;
using Lake.Project.Loaded;
using Lake.Project.Settings;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Project.Tests.Caching;

/// <summary>A project whose unchanged files come from the cache is the project that is read afresh.</summary>
public class ParseCacheTests
{
    private static readonly string Folder = Baseline.Folder([]);

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, ".."), "*.case", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_changed(string name)
    {
        using var project = new ProjectCase(File.ReadAllText(Path.Combine(Folder, name)));
        string fresh;
        try
        {
            fresh = WholeProject.Text(project.Load());
        }
        catch (DiagnosticException)
        {
            return;
        }

        Cached(project.Options).ShouldBe(fresh);
        Cached(project.Options).ShouldBe(fresh);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Anything_changed(int seed)
    {
        using var project = new EditedProject(File.ReadAllText(Path.Combine(Folder, "edits.txt")), seed);
        var compiledBefore = 0;
        for (var step = 0; step < 40; step++)
        {
            var edit = project.Edit();
            var (cached, fresh) = (Load(project.Options), ProjectLoader.Load(project.Options));
            WholeProject.Text(cached).ShouldBe(WholeProject.Text(fresh), $"after step {step}: {edit}");
            CompiledProject.Cached(cached, out var kept).ShouldBe(CompiledProject.Fresh(fresh), $"compiled after step {step}: {edit}");
            compiledBefore += kept;
        }

        project.Kept.ShouldBeGreaterThan(0, "no step has left the cache as it was, so it was never asked");
        compiledBefore.ShouldBeGreaterThan(0, "no SQL was ever taken from the cache");
    }

    [Fact]
    public void A_damaged_cache_is_not_believed()
    {
        using var project = new EditedProject(File.ReadAllText(Path.Combine(Folder, "edits.txt")), 0);
        var fresh = Cached(project.Options);
        var path = ParseCache.PathIn(Path.Combine(project.Directory, "target"));
        var good = File.ReadAllBytes(path);
        foreach (var length in (int[])[0, 1, 63, 64, 65, good.Length / 2, good.Length - 1])
        {
            File.WriteAllBytes(path, good[..length]);
            Cached(project.Options).ShouldBe(fresh);
        }

        // The texts at its end are read when somebody asks.
        var texts = 64 + (int)BitConverter.ToInt64(good, 24);
        for (var at = 0; at < texts; at += 997)
        {
            byte[] bad = [.. good];
            bad[at] ^= 0x10;
            File.WriteAllBytes(path, bad);
            Cached(project.Options).ShouldBe(fresh);
        }
    }

    [Fact]
    public void Damaged_code_is_not_believed()
    {
        using var project = new EditedProject(File.ReadAllText(Path.Combine(Folder, "edits.txt")), 0);
        var fresh = CompiledProject.Cached(Load(project.Options), out _);
        CompiledProject.Cached(Load(project.Options), out var kept).ShouldBe(fresh);
        kept.ShouldBeGreaterThan(0);
        var path = Path.Combine(project.Directory, "target", "compiled.cache");
        var good = File.ReadAllBytes(path);
        foreach (var length in (int[])[0, 1, 39, 40, 41, good.Length / 2, good.Length - 1])
        {
            Check(good[..length]);
        }

        for (var at = 0; at < good.Length; at += 97)
        {
            byte[] bad = [.. good];
            bad[at] ^= 0x10;
            Check(bad);
        }

        void Check(byte[] bad)
        {
            File.WriteAllBytes(path, bad);
            CompiledProject.Cached(Load(project.Options), out var known).ShouldBe(fresh);
            known.ShouldBe(0);
        }
    }

    [Fact]
    public void A_text_that_changes_after_the_cache_was_opened_is_told()
    {
        using var project = new EditedProject(File.ReadAllText(Path.Combine(Folder, "edits.txt")), 0);
        Cached(project.Options);
        var path = ParseCache.PathIn(Path.Combine(project.Directory, "target"));
        var loaded = Load(project.Options);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            var head = new byte[64];
            file.ReadExactly(head);
            file.Position = 64 + BitConverter.ToInt64(head, 24);
            file.Write(new byte[file.Length - file.Position]);
        }

        Should.Throw<DiagnosticException>(() => WholeProject.Text(loaded)).Diagnostic.Id.ShouldBe("damaged-parse-cache");
    }

    private static string Cached(ProjectOptions options) => WholeProject.Text(Load(options));

    private static LoadedProject Load(ProjectOptions options)
    {
        var project = ProjectLoader.Load(options with { PartialParse = true });
        return project;
    }
}
