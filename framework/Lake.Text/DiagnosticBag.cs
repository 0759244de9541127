using System.Collections.Immutable;

namespace Lake.Text;

/// <summary>Collects diagnostics from several threads.</summary>
public sealed class DiagnosticBag
{
    private readonly Lock _lock = new();
    private readonly List<Diagnostic> _items = [];

    public bool HasErrors
    {
        get
        {
            lock (_lock)
            {
                return _items.Exists(d => d.Severity == Severity.Error);
            }
        }
    }

    public void Add(Diagnostic diagnostic)
    {
        lock (_lock)
        {
            _items.Add(diagnostic);
        }
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        lock (_lock)
        {
            _items.AddRange(diagnostics);
        }
    }

    /// <summary>In order of place: by path, then offset; those without a place first. What several parts tell alike comes once.</summary>
    public ImmutableArray<Diagnostic> ToSorted()
    {
        lock (_lock)
        {
            return [.. _items
                .DistinctBy(d => (d.Rule, d.Message, d.Location))
                .OrderBy(d => d.Location?.Source.Path ?? "", StringComparer.Ordinal)
                .ThenBy(d => d.Location?.Span.Start ?? 0)];
        }
    }
}
