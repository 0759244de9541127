using System.Collections.Immutable;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Units;
using Lake.Text;

namespace Lake.Project.Caching;

/// <summary>A file's unit as the cache has it: what tells whether it still holds, and the record of the rest.</summary>
/// <param name="Path">As shown to people.</param>
/// <param name="Content">A hash of the text.</param>
/// <param name="Stamp">Null where it tells nothing: of links, and of files that were written just before they were read.</param>
/// <param name="Names">Of its nodes.</param>
/// <param name="PatchPaths">The property files that describe them.</param>
internal sealed record CachedUnit(
    UnitKind Kind, string Path, UInt128 Content, FileStamp? Stamp, bool IsVolatile, bool IsOpen, ImmutableArray<string> Names, ImmutableArray<string> PatchPaths,
    int Start, int Length)
{
    /// <summary>Whether the file is as it was, found out in this run.</summary>
    public bool IsUnchanged { get; set; }

    public static void Write(RecordWriter to, FileUnit unit, UInt128 content, FileStamp? stamp, int start, int length)
    {
        to.Number((int)unit.Kind);
        to.Text(unit.File.DisplayPath);
        to.Number(unchecked((long)(content >> 64)));
        to.Number(unchecked((long)content));
        to.Flag(stamp is not null);
        if (stamp is { } known)
        {
            to.Number(known.Length);
            to.Number(known.Changed);
            to.Number(known.Created);
        }

        to.Flag(unit.IsVolatile);
        to.Flag(unit.IsOpen);
        to.Texts([.. unit.Code.Select(n => n.Name)]);
        to.Texts([.. unit.Code.Select(n => n.PatchPath).OfType<string>().Distinct(StringComparer.Ordinal)]);
        to.Number(start);
        to.Number(length);
    }

    public static CachedUnit Read(ref RecordReader from) => new(
        (UnitKind)from.Int(), from.Text(), new UInt128(unchecked((ulong)from.Long()), unchecked((ulong)from.Long())),
        from.Flag() ? new FileStamp(from.Long(), from.Long(), from.Long()) : null, from.Flag(), from.Flag(), from.Texts(), from.Texts(),
        from.Int(), from.Int());

    /// <summary>The record that <see cref="ToUnit"/> reads.</summary>
    public static void WriteRest(RecordWriter to, FileUnit unit)
    {
        var nodes = new NodeWriter(to);
        to.Many(unit.Code, nodes.Write);
        to.Many(unit.Sources, nodes.Write);
        to.Many(unit.Tests, nodes.Write);
        to.Many(unit.SourceTests, nodes.Write);
        to.Many(unit.Diagnostics, d => DiagnosticCodec.Write(to, d));
        to.Source(unit.Source ?? throw new InvalidDataException($"{unit.File.DisplayPath} was not read."));
    }

    public FileUnit ToUnit(ProjectFile file, RecordReader from, SourceFile project)
    {
        var unit = new FileUnit(Kind, file) { IsVolatile = IsVolatile, IsOpen = IsOpen };
        Fill(unit.Code, ref from, project);
        Fill(unit.Sources, ref from, project);
        Fill(unit.Tests, ref from, project);
        Fill(unit.SourceTests, ref from, project);
        for (var left = from.Int(); left > 0; left--)
        {
            unit.Add(DiagnosticCodec.Read(ref from));
        }

        unit.Source = from.Source();
        return unit;
    }

    private static void Fill<T>(List<T> to, ref RecordReader from, SourceFile project)
        where T : Node
    {
        var count = from.Int();
        to.Capacity = count;
        for (var i = 0; i < count; i++)
        {
            to.Add((T)new NodeReader(ref from, project).Read());
        }
    }
}
