using Lake.Jinja.Errors;
using Lake.Text;

namespace Lake.Jinja;

/// <summary>Leads from a place in rendered text back to the template.</summary>
public sealed class SourceMap(IReadOnlyList<SourceSegment> segments)
{
    public static readonly SourceMap Empty = new([]);

    /// <summary>In order of output, without overlaps.</summary>
    public IReadOnlyList<SourceSegment> Segments { get; } = segments;

    /// <summary>The segment that produced the character at an offset of the output.</summary>
    public SourceSegment? Find(int outputOffset)
    {
        var (low, high) = (0, Segments.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var segment = Segments[middle];
            if (outputOffset < segment.OutputStart)
            {
                high = middle - 1;
            }
            else if (outputOffset >= segment.OutputEnd)
            {
                low = middle + 1;
            }
            else
            {
                return segment;
            }
        }

        return null;
    }

    /// <summary>The place in the template of one output character; null when nothing produced it.</summary>
    public Location? Locate(int outputOffset) => Find(outputOffset)?.At(outputOffset);

    /// <summary>
    /// The place in the outermost template, at the call of the outermost macro when a macro produced the character.
    /// </summary>
    public Location? LocateOutermost(int outputOffset)
    {
        var segment = Find(outputOffset);
        Location? site = null;
        for (var frame = segment?.Caller; frame is not null; frame = frame.Caller)
        {
            site = frame.Site ?? site;
        }

        return site ?? segment?.At(outputOffset);
    }
}

/// <summary>A run of output that one piece of a template produced.</summary>
/// <param name="OutputStart">Offset in the output.</param>
/// <param name="OutputLength">Length in the output.</param>
/// <param name="Source">The text or expression in its template.</param>
/// <param name="IsVerbatim">Whether the output is the source's text, character by character.</param>
/// <param name="Caller">The macro it stands in and the calls that led there; null at the top of the template.</param>
public readonly record struct SourceSegment(int OutputStart, int OutputLength, Location Source, bool IsVerbatim, CallFrame? Caller)
{
    public int OutputEnd => OutputStart + OutputLength;

    public Location At(int outputOffset) => IsVerbatim
        ? Source.Source.At(new TextSpan(Source.Span.Start + outputOffset - OutputStart, 1))
        : Source;
}
