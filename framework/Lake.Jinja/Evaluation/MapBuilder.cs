using System.Runtime.CompilerServices;
using Lake.Text;

namespace Lake.Jinja.Evaluation;

/// <summary>
/// Collects the segments of a source map while output is written. Captured texts keep theirs, so that a text which is
/// stored and printed later still leads to where it was made.
/// </summary>
internal sealed class MapBuilder
{
    private readonly ConditionalWeakTable<string, Segment[]> _captured = [];
    private readonly List<Segment> _segments = [];

    public int Count => _segments.Count;

    public void Add(int start, int length, Location place, bool isVerbatim, CallFrame? frame)
    {
        if (length > 0)
        {
            _segments.Add(new Segment(start, length, place, isVerbatim, frame));
        }
    }

    /// <summary>Attributes what an expression wrote, unless the macros it called have done so already.</summary>
    public void AddRest(int before, int start, int end, CallSite site, CallFrame? frame)
    {
        if (_segments.Count == before)
        {
            Add(start, end - start, site.Location, isVerbatim: false, frame);
            return;
        }

        var last = _segments[^1];
        var covered = last.Start + last.Length;
        if (covered < end)
        {
            Add(covered, end - covered, site.Location, isVerbatim: false, frame);
        }
    }

    public void Cut(int mark, string text)
    {
        var first = First(mark);
        if (first < _segments.Count && text.Length > 0)
        {
            _captured.AddOrUpdate(text, [.. _segments.Skip(first).Select(segment => segment with { Start = segment.Start - mark })]);
        }

        _segments.RemoveRange(first, _segments.Count - first);
    }

    public void Drop(int mark)
    {
        var first = First(mark);
        _segments.RemoveRange(first, _segments.Count - first);
    }

    /// <summary>Repeats the segments of a captured text at the place where it is printed.</summary>
    public void Splice(string text, int start)
    {
        if (text.Length > 0 && _captured.TryGetValue(text, out var segments))
        {
            foreach (var segment in segments)
            {
                _segments.Add(segment with { Start = segment.Start + start });
            }
        }
    }

    public SourceMap ToMap() => new([.. _segments.OrderBy(segment => segment.Start).Select(segment =>
        new SourceSegment(segment.Start, segment.Length, segment.Place, segment.IsVerbatim, segment.Frame))]);

    private int First(int mark)
    {
        var first = _segments.Count;
        while (first > 0 && _segments[first - 1].Start >= mark)
        {
            first--;
        }

        return first;
    }

    private readonly record struct Segment(
        int Start, int Length, Location Place, bool IsVerbatim, CallFrame? Frame);
}
