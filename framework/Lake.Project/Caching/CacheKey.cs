using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Lake.Project.Loaded;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Settings;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Caching;

/// <summary>
/// A hash of everything that the parse of any file may depend on, apart from the file, what describes it, and the
/// environment variables that templates read.
/// </summary>
internal sealed class CacheKey
{
    private readonly XxHash128 _hash = new();

    private CacheKey()
    {
    }

    public static UInt128 Of(ProjectOptions options, LoadedSettings settings, IEnumerable<Macro> macros, IEnumerable<DocBlock> docs)
    {
        var key = new CacheKey();
        key.AddProgram();
        key.Add(options.FullRefresh ? "full" : "", PlainValues.Repr(options.Flags.Find("store_failures")));
        key.AddTarget(settings.Target);
        key.Add(PlainValues.Repr(settings.Variables.CommandLine));
        foreach (var package in settings.Packages.Values.OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            key.AddPackage(package);
        }

        SourceFile? before = null;
        foreach (var macro in macros.Where(m => m.PackageName != MacroRegistry.BuiltInPackage))
        {
            key.Add(macro.UniqueId, macro.Span.ToString());
            if (macro.Source != before)
            {
                before = macro.Source;
                key.Add(before.Path, before.Text);
            }
        }

        foreach (var doc in docs.OrderBy(d => d.UniqueId, StringComparer.Ordinal))
        {
            key.Add(doc.UniqueId, doc.Contents);
        }

        return key._hash.GetCurrentHashAsUInt128();
    }

    /// <summary>The program's own files, whatever version they say they are.</summary>
    private void AddProgram()
    {
        Add(typeof(CacheKey).Assembly.GetName().Version?.ToString(), Environment.MachineName);
        var files = new DirectoryInfo(AppContext.BaseDirectory).EnumerateFiles("Lake.*.dll")
            .Concat(Environment.ProcessPath is { } path ? [new FileInfo(path)] : []);
        foreach (var file in files.OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            Add(file.FullName, $"{file.Length} {file.LastWriteTimeUtc.Ticks}");
        }
    }

    private void AddTarget(Target target)
    {
        Add(target.ProfileName, target.Name, target.Type, target.Database, target.Schema, $"{target.Threads} {target.IsBuiltIn}");
        Add(PlainValues.Repr(target.Visible));
        foreach (var (type, engine) in target.Engines)
        {
            Add(type, engine.Name, PlainValues.Repr(engine.Visible));
        }
    }

    private void AddPackage(ProjectSettings package)
    {
        Add(package.Name, package.Directory, package.Source.Path, package.Source.Text, package.Version, package.Quoting.ToString());
        AddPaths(package.Paths);
        foreach (var (key, tree) in package.ConfigTrees.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            Add(key, PlainValues.Repr(tree));
        }

        foreach (var (key, order) in package.Dispatch.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            Add([key, .. order]);
        }

        Add(PlainValues.Repr(package.Vars), PlainValues.Repr(package.Flags), PlainValues.Repr(package.Raw));
        Add([.. package.OnRunStart]);
        Add([.. package.OnRunEnd]);
    }

    private void AddPaths(ProjectPaths paths)
    {
        foreach (var folders in (ImmutableArray<string>[])[paths.Models, paths.Seeds, paths.Tests, paths.Analyses, paths.Macros, paths.Snapshots, paths.Docs])
        {
            Add([.. folders]);
        }

        Add(paths.Target, paths.PackagesInstall);
    }

    private void Add(params ImmutableArray<string?> texts)
    {
        Span<byte> length = stackalloc byte[4];
        foreach (var text in texts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, text?.Length ?? -1);
            _hash.Append(length);
            _hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        BinaryPrimitives.WriteInt32LittleEndian(length, -texts.Length - 2);
        _hash.Append(length);
    }
}
