namespace Lake.Jinja.Evaluation.Statements;

/// <summary>Where a loop takes its items from. The kinds are structs, so that the runtime makes a loop for each.</summary>
internal interface ILoopItems : IDisposable
{
    bool MoveNext(out object? item);
}

/// <summary>A list, which may grow or shrink underway.</summary>
internal struct ListItems(List<object?> list) : ILoopItems
{
    private int _next;

    public bool MoveNext(out object? item)
    {
        var isThere = _next < list.Count;
        item = isThere ? list[_next++] : null;
        return isThere;
    }

    public readonly void Dispose()
    {
    }
}

internal struct ArrayItems(object?[] array) : ILoopItems
{
    private int _next;

    public bool MoveNext(out object? item)
    {
        var isThere = _next < array.Length;
        item = isThere ? array[_next++] : null;
        return isThere;
    }

    public readonly void Dispose()
    {
    }
}

internal readonly struct IteratorItems(IEnumerator<object?> items) : ILoopItems
{
    public bool MoveNext(out object? item)
    {
        var isThere = items.MoveNext();
        item = isThere ? items.Current : null;
        return isThere;
    }

    public void Dispose() => items.Dispose();
}

/// <summary>The items of a loop whose body can ask for <c>loop</c>.</summary>
internal readonly struct ContextItems(LoopContext loop) : ILoopItems
{
    public bool MoveNext(out object? item)
    {
        var isThere = loop.MoveNext();
        item = isThere ? loop.Current : null;
        return isThere;
    }

    public void Dispose() => loop.Dispose();
}
