using Lake.Jinja.Values;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Units;

/// <summary>
/// What one file gave: its nodes, before they know of each other, and what was said about them. Several threads may work
/// for one file; each says so by <see cref="Enter"/>.
/// </summary>
internal sealed class FileUnit(UnitKind kind, ProjectFile file)
{
    [ThreadStatic]
    private static FileUnit? _current;

    private readonly Lock _lock = new();
    private readonly List<Diagnostic> _diagnostics = [];

    public UnitKind Kind { get; } = kind;

    public ProjectFile File { get; } = file;

    /// <summary>A hash of the file's text; zero when it could not be read.</summary>
    public UInt128 Content { get; set; }

    /// <summary>Null when the file could not be read.</summary>
    public SourceFile? Source { get; set; }

    /// <summary>Of a file of code; of a property file the snapshots that it declares.</summary>
    public List<CodeNode> Code { get; } = [];

    public List<SourceNode> Sources { get; } = [];

    /// <summary>Generic tests of nodes.</summary>
    public List<TestNode> Tests { get; } = [];

    public List<TestNode> SourceTests { get; } = [];

    /// <summary>Whether it also depends on what is different in every run: the time, chance, the command and its flags.</summary>
    public bool IsVolatile { get; set; }

    /// <summary>Whether the file has to be read again, for what it says to others, although all here stays true.</summary>
    public bool IsOpen { get; set; }

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Attributes a diagnostic to the file that this thread works for.</summary>
    public static void Note(Diagnostic diagnostic) => _current?.Add(diagnostic);

    /// <summary>Tells that the file which this thread works for has asked for something that is different in every run.</summary>
    public static void NoteVolatile()
    {
        if (_current is { } unit)
        {
            unit.IsVolatile = true;
        }
    }

    public void Add(Diagnostic diagnostic)
    {
        lock (_lock)
        {
            _diagnostics.Add(diagnostic);
        }
    }

    /// <summary>Until it is disposed of, this thread works for the file.</summary>
    public Stay Enter()
    {
        var stay = new Stay(_current, this);
        _current = this;
        return stay;
    }

    public readonly struct Stay(FileUnit? before, FileUnit unit) : IDisposable
    {
        private readonly long _draws = Chance.Draws;

        public void Dispose()
        {
            _current = before;
            unit.IsVolatile |= _draws != Chance.Draws;
        }
    }
}
