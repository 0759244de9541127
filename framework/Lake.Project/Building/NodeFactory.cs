using System.Collections.Immutable;
using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Jinja.Tree;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>Files to nodes: names, ids, paths. Configuration and dependencies come later.</summary>
internal static class NodeFactory
{
    public static ModelNode Model(CodeFile code, (ResourcePatch Patch, VersionPatch Version)? versioned)
    {
        var file = code.File;
        var (name, version) = versioned is { } found ? (found.Patch.Name, found.Version.Version) : (file.Stem, null);
        var suffix = version is null ? null : $"v{Versions.Text(version)}";
        return new ModelNode
        {
            UniqueId = suffix is null ? $"model.{file.Package}.{name}" : $"model.{file.Package}.{name}.{suffix}",
            Name = name,
            PackageName = file.Package,
            Path = file.RelativePath,
            OriginalFilePath = file.OriginalPath,
            Source = code.Source,
            Span = new TextSpan(code.Span.Start, 0),
            Fqn = suffix is null ? Fqn(file, name) : Fqn(file, name).Add(suffix),
            Code = code.Source,
            CodeSpan = code.Span,
            Template = code.Template,
            Checksum = code.Checksum,
            Version = version,
            LatestVersion = versioned is { } v ? v.Patch.LatestVersion ?? v.Patch.Versions.Select(p => p.Version).Order(Comparer<object>.Create(Versions.Compare)).Last() : null,
        };
    }

    public static AnalysisNode Analysis(CodeFile code, bool corrects) => new()
    {
        UniqueId = $"analysis.{code.File.Package}.{code.File.Stem}",
        Name = code.File.Stem,
        PackageName = code.File.Package,
        Path = corrects ? code.File.RelativePath : "analysis/" + code.File.RelativePath,
        OriginalFilePath = code.File.OriginalPath,
        Source = code.Source,
        Span = new TextSpan(code.Span.Start, 0),
        Fqn = corrects ? [code.File.Package, .. Folders(code.File), code.File.Stem] : [code.File.Package, "analysis", .. Folders(code.File), code.File.Stem],
        Code = code.Source,
        CodeSpan = code.Span,
        Template = code.Template,
        Checksum = code.Checksum,
    };

    public static TestNode SingularTest(CodeFile code) => new()
    {
        UniqueId = $"test.{code.File.Package}.{code.File.Stem}",
        Name = code.File.Stem,
        PackageName = code.File.Package,
        Path = code.File.RelativePath,
        OriginalFilePath = code.File.OriginalPath,
        Source = code.Source,
        Span = new TextSpan(code.Span.Start, 0),
        Fqn = Fqn(code.File, code.File.Stem),
        Code = code.Source,
        CodeSpan = code.Span,
        Template = code.Template,
        Checksum = code.Checksum,
    };

    public static IEnumerable<SnapshotNode> Snapshots(CodeFile code) =>
        from block in code.Template.Macros
        where block.Kind == MacroKind.Snapshot
        select Snapshot(
            code.File, block.Name, code.File.RelativePath, [.. Folders(code.File), code.File.Stem], code.Source, block.Syntax.NameSpan,
            code.Source, block.Syntax.BodySpan, code.Checksum);

    /// <summary>A snapshot that YAML declares: its code is <c>select * from</c> its relation.</summary>
    public static SnapshotNode Snapshot(ResourcePatch patch)
    {
        var relation = patch.Relation?.Text ?? "";
        var text = $"select * from {{{{ {relation} }}}}";
        var code = new SourceFile($"{patch.Source.Path} ({patch.Name})", text);
        return Snapshot(
            patch.File, patch.Name, patch.Name + ".sql", Folders(patch.File), patch.Source, patch.NameLocation.Span, code,
            new TextSpan(0, text.Length), Checksum.OfText(CodeFile.Compacted(patch.Source.Text)), patch.Relation?.Location);
    }

    public static SeedNode Seed(ProjectFile file, SourceFile source, Checksum checksum, string root) => new()
    {
        UniqueId = $"seed.{file.Package}.{file.Stem}",
        Name = file.Stem,
        PackageName = file.Package,
        Path = file.RelativePath,
        OriginalFilePath = file.OriginalPath,
        Source = source,
        Span = default,
        Fqn = Fqn(file, file.Stem),
        Code = new SourceFile(source.Path, ""),
        CodeSpan = default,
        Checksum = checksum,
        FullPath = file.FullPath,
        RootPath = root,
    };

    public static OperationNode Operation(string package, SourceFile project, string hook, int index, bool atStart)
    {
        var when = atStart ? "on-run-start" : "on-run-end";
        var name = $"{package}-{when}-{index}";
        var place = ProjectFileText.Find(project, hook);
        var verbatim = place.Span.Length > 0;
        var code = verbatim ? project : new SourceFile($"{project.Path} ({when})", hook);
        var span = verbatim ? place.Span : new TextSpan(0, hook.Length);
        return new OperationNode
        {
            UniqueId = $"operation.{package}.{name}",
            Name = name,
            PackageName = package,
            Path = $"hooks/{name}.sql",
            OriginalFilePath = "./" + Path.GetFileName(project.Path),
            Source = project,
            Span = place.Span,
            Fqn = [package, "hooks", name],
            Code = code,
            CodeSpan = span,
            Template = Template.Parse(code, span, JinjaOptions.Dbt),
            Checksum = Checksum.OfText(CodeFile.Compacted(project.Text)),
            Index = index,
            AtStart = atStart,
        };
    }

    private static SnapshotNode Snapshot(
        ProjectFile file, string name, string path, string[] folders, SourceFile source, TextSpan place, SourceFile code, TextSpan span, Checksum checksum,
        Location? codePlace = null) => new()
        {
            UniqueId = $"snapshot.{file.Package}.{name}",
            Name = name,
            PackageName = file.Package,
            Path = path,
            OriginalFilePath = file.OriginalPath,
            Source = source,
            Span = place,
            Fqn = [file.Package, .. folders, name],
            Code = code,
            CodeSpan = span,
            CodePlace = codePlace,
            Template = Template.Parse(code, span, JinjaOptions.Dbt),
            Checksum = checksum,
        };

    public static ImmutableArray<string> Fqn(ProjectFile file, string name) => [file.Package, .. Folders(file), name];

    private static string[] Folders(ProjectFile file) => file.RelativePath.Split('/')[..^1];
}
